import { LIVE_METRICS, type LiveMetricName } from '../../results/live-metrics.ts';
import type { MetricName } from '../../results/metrics.ts';
import { fewestValues } from '../stats/interval.ts';
import type { RatioInterval } from '../stats/ratio.ts';
import { ratioByLaunch } from './once-up.ts';
import { CONFIDENCE, ratioByRound, type ScenarioSummary, type Summary } from './summary.ts';
import { withoutVariants } from './variants.ts';

/** What models are ranked by as jobs; less is better in all of them. */
export const RANKED_METRICS = ['wallMs', 'peakPssBytes', 'cpuMs'] as const satisfies MetricName[];
export type RankedMetric = (typeof RANKED_METRICS)[number] | LiveMetricName;

/** The models in one metric, as far as the rounds distinguish them, or once up the launches. */
export interface Ranking {
  readonly metric: RankedMetric;
  /** By their medians, least first. */
  readonly contenders: readonly ScenarioSummary[];
  /** Of each interval, so that all of them together hold the truth with `CONFIDENCE`. */
  readonly confidence: number;
  /** Per scenario: 1 + how many are shown to take less. Null with too few rounds, or nothing to rank. */
  readonly ranks: ReadonlyMap<string, number> | null;
  /** How many times the second's the first's is; null where no round or launch has both. */
  readonly ratio: (head: string, base: string) => RatioInterval | null;
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

/** Rounds, or launches, with which `count` models can be ranked at all; `looks` as of `pairConfidence`. */
export function roundsToRank(count: number, looks = 1): number {
  return fewestValues(pairConfidence(count, looks));
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
  const looks = Math.max(1, summary.run.schedule.looks.length);
  const confidence = pairConfidence(models.length, looks);
  const ratio: Ranking['ratio'] = (head, base) =>
    isLive(metric)
      ? ratioByLaunch(summary.run, head, base, metric, confidence)
      : ratioByRound(summary.run, head, base, metric, confidence);
  const ids = models.map(({ scenario }) => scenario.id);
  return { metric, contenders: models, confidence, ranks: ranksOf(ids, confidence, ratio), ratio };
}

/** Whether it is of launches, and else of whole trials. */
export function isLive(metric: RankedMetric): metric is LiveMetricName {
  return metric in LIVE_METRICS;
}

/** No floor, and of a check the base. A variant stands for its main model where that was not run. */
function rankable(summary: Summary): readonly ScenarioSummary[] {
  return withoutVariants(summary).scenarios.filter(
    ({ scenario: { kind, role } }) => kind === 'model' && (role === null || role === 'base'),
  );
}

function ranksOf(
  ids: readonly string[],
  confidence: number,
  ratio: Ranking['ratio'],
): Ranking['ranks'] {
  if (ids.length < 2) return null;
  const ranks = new Map<string, number>();
  for (const id of ids) {
    const ratios = ids.filter((other) => other !== id).map((other) => ratio(other, id));
    if (ratios.some((one) => one === null || one.coverage < confidence)) return null;
    ranks.set(id, 1 + ratios.filter((one) => one !== null && one.high < 1).length);
  }
  return ranks;
}

/** `looks`: how often it is decided whether the run goes on; the intervals of all looks hold together. */
function pairConfidence(models: number, looks: number): number {
  const pairs = Math.max(1, (models * (models - 1)) / 2);
  return 1 - (1 - CONFIDENCE) / pairs / looks;
}

function valueOf({ metrics, onceUp }: ScenarioSummary, metric: RankedMetric): number | null {
  return (isLive(metric) ? onceUp?.[metric] : metrics[metric])?.estimate ?? null;
}
