import type { LiveMetricName } from '../../results/live-metrics.ts';
import type { MetricName } from '../../results/metrics.ts';
import { compare, type Comparison, isLive } from './comparison.ts';
import { isRanked } from './confidence.ts';
import type { ScenarioSummary, Summary } from './summary.ts';

/** What models are ranked by as jobs; less is better in all of them. */
export const RANKED_METRICS = ['wallMs', 'peakPssBytes', 'cpuMs'] as const satisfies MetricName[];
export type RankedMetric = (typeof RANKED_METRICS)[number] | LiveMetricName;

/** The models in one metric, as far as the rounds distinguish them, or once up the launches. */
export interface Ranking {
  readonly metric: RankedMetric;
  /** By their medians, least first. */
  readonly contenders: readonly ScenarioSummary[];
  /** Per scenario: 1 + how many are shown to take less. Null with too few rounds, or nothing to rank. */
  readonly ranks: ReadonlyMap<string, number> | null;
  /** How many times the second's the first's is; null where no round or launch has both. */
  readonly ratio: (head: string, base: string) => Comparison | null;
}

/** The models that may be ranked: those asked for that are valid. */
export function contenders(summary: Summary): readonly ScenarioSummary[] {
  return rankable(summary).filter(({ valid }) => valid);
}

/** Id of the scenario that all ranked models but itself are compared with; null where they differ. */
export function sharedBaseline(summary: Summary): string | null {
  const baselines = new Set(rankable(summary).flatMap(({ scenario }) => scenario.baseline ?? []));
  const [first = null] = baselines;
  return baselines.size === 1 ? first : null;
}

/** The same where it has figures to compare with. */
export function validBaseline(summary: Summary): string | null {
  const baseline = sharedBaseline(summary);
  return contenders(summary).some(({ scenario }) => scenario.id === baseline) ? baseline : null;
}

/**
 * Ranks from the ratios within rounds, or launches, of every pair of models. A model ranks behind those that are
 * shown to take less and behind no other, so models without a detected difference share a rank wherever nothing
 * else comes between them. All pairs share one error (Bonferroni): of models that are all equal
 * any two are ranked apart in at most 1 of 20 runs.
 */
export function rank(summary: Summary, metric: RankedMetric): Ranking {
  const models = contenders(summary)
    .filter((model) => valueOf(model, metric) !== null)
    .toSorted((a, b) => (valueOf(a, metric) ?? NaN) - (valueOf(b, metric) ?? NaN));
  const ratio: Ranking['ratio'] = (head, base) => compare(summary.run, head, base, metric);
  const ids = models.map(({ scenario }) => scenario.id);
  return { metric, contenders: models, ranks: ranksOf(ids, ratio), ratio };
}

/** A variant stands for its main model where that was not run. */
function rankable({ run, scenarios }: Summary): readonly ScenarioSummary[] {
  return scenarios.filter(({ scenario }) => isRanked(run, scenario));
}

function ranksOf(ids: readonly string[], ratio: Ranking['ratio']): Ranking['ranks'] {
  if (ids.length < 2) return null;
  const ranks = new Map<string, number>();
  for (const id of ids) {
    const others = ids.filter((other) => other !== id).map((other) => ratio(other, id));
    if (others.some((one) => one === null || one.outcome === 'unknown')) return null;
    ranks.set(id, 1 + others.filter((one) => one?.outcome === 'less').length);
  }
  return ranks;
}

function valueOf({ metrics, onceUp }: ScenarioSummary, metric: RankedMetric): number | null {
  return (isLive(metric) ? onceUp?.[metric] : metrics[metric])?.estimate ?? null;
}
