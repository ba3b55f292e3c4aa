import { LIVE_METRICS } from '../../../results/live-metrics.ts';
import { METRICS, type MetricName } from '../../../results/metrics.ts';
import { type Comparison, isLive } from '../../analysis/comparison.ts';
import type { RankedMetric } from '../../analysis/ranking.ts';
import { comparisonWords } from '../../analysis/ratio-text.ts';
import type { ScenarioSummary } from '../../analysis/summary.ts';
import type { Interval } from '../../stats/interval.ts';
import { estimateCell } from '../../text/estimate.ts';
import { formatRange, formatValue, type Unit } from '../../text/format.ts';
import type { Cell } from '../../text/table.ts';

export function metricTitles(metrics: readonly MetricName[]): readonly string[] {
  return metrics.map((metric) => METRICS[metric].title);
}

/** What a row is of; the row of a floor is there for reference. */
export function nameCell({ scenario: { kind, label } }: ScenarioSummary): Cell {
  return kind === 'floor' ? { value: label, muted: true, ink: 'gray' } : { value: label };
}

/** Of what is measured once up too. */
export function rankedTitle(metric: RankedMetric): string {
  return isLive(metric) ? `${LIVE_METRICS[metric].title} once up` : METRICS[metric].title;
}

/** The median of a metric with its interval, or why there is none. */
export function metricCell(scenario: ScenarioSummary, metric: MetricName): Cell {
  if (!scenario.valid) return { value: invalidWord(scenario) };
  const interval = scenario.metrics[metric];
  if (interval === null) return { value: 'n/a' };
  const { unit } = METRICS[metric];
  return {
    value: formatValue(interval.estimate, unit),
    sortBy: interval.estimate,
    detail: formatRange(interval.low, interval.high, interval.estimate, unit),
  };
}

/** How the scenario compares with another, empty where that has no figures: `1.07x slower`, `1.32x more`. */
export function comparisonCell(
  scenario: ScenarioSummary,
  comparison: Comparison | null,
  quantity: 'time' | 'amount',
): Cell {
  if (!scenario.valid) return { value: invalidWord(scenario) };
  if (comparison === null) return { value: '' };
  const { words, range } = comparisonWords(comparison, quantity);
  const value = comparison.outcome === 'alike' ? 'no difference' : words;
  return { value, sortBy: comparison.ratio, detail: range };
}

/** Of what the others are compared with. */
export function baseCell(word: string): Cell {
  return { value: word, sortBy: 1 };
}

/** What the small numbers under comparisons are, once for all tables. */
export const COMPARISONS =
  'Comparisons (vs) are made within rounds, so they can differ from the ratio of two medians; the intervals below them hold together for all pairs of models, with 95 % confidence.';

/** An estimate with its interval below; null is `n/a`. */
export function intervalCell(interval: Interval | null, unit: Unit): Cell {
  return interval === null ? { value: 'n/a' } : estimateCell(interval, unit);
}

export function invalidWord({ invalid, failed }: ScenarioSummary): string {
  if (invalid > 0) return 'invalid';
  return failed > 0 ? 'failed' : 'no trials';
}
