import { rank, type RankedMetric, type Ranking, sharedBaseline } from './ranking.ts';
import type { ScenarioSummary, Summary } from './summary.ts';

/** A model to use, and what it is compared with. */
export interface Recommendation {
  readonly best: ScenarioSummary;
  /** The baseline first, then the nearest in time. */
  readonly others: readonly ScenarioSummary[];
  /** Whether `best` is the baseline: then a sentence says what the others took, else what it took. */
  readonly isBaseline: boolean;
  readonly time: Ranking;
}

const COSTS = {
  wallMs: ['peakPssBytes', 'cpuMs'],
  itemMs: ['itemCpuMs'],
} as const satisfies Record<string, readonly RankedMetric[]>;

/**
 * The baseline where no model was faster: another way to run the work needs a reason. Else the fastest; of
 * several without a detected difference the one with less memory, then with less CPU. Null where models
 * are not ranked.
 */
export function recommend(summary: Summary, metric: 'wallMs' | 'itemMs'): Recommendation | null {
  const time = rank(summary, metric);
  const first = time.contenders.filter(({ scenario }) => time.ranks?.get(scenario.id) === 1);
  const baseline = sharedBaseline(summary);
  const isBaseline = ({ scenario }: ScenarioSummary) => scenario.id === baseline;
  const best = first.find(isBaseline) ?? cheapest(summary, first, COSTS[metric]);
  if (best === undefined) return null;
  const others = time.contenders
    .filter((model) => model !== best)
    .toSorted((a, b) => Number(isBaseline(b)) - Number(isBaseline(a)));
  return { best, others, isBaseline: isBaseline(best), time };
}

/** Of models in the order of their times. */
function cheapest(
  summary: Summary,
  models: readonly ScenarioSummary[],
  costs: readonly RankedMetric[],
): ScenarioSummary | undefined {
  const rankings = costs.map((metric) => rank(summary, metric).ranks);
  const placesOf = ({ scenario }: ScenarioSummary) =>
    rankings.map((ranks) => ranks?.get(scenario.id) ?? 0);
  const [best] = models.toSorted((a, b) => {
    const [left, right] = [placesOf(a), placesOf(b)];
    return left.map((place, index) => place - (right[index] ?? 0)).find((by) => by !== 0) ?? 0;
  });
  return best;
}
