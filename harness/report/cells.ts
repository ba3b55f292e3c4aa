import { METRICS, type MetricName } from '../../results/metrics.ts';
import type { ScenarioSummary } from '../analysis/summary.ts';
import { formatRange, formatRatio, formatValue } from '../text/format.ts';
import type { Cell, Column } from '../text/table.ts';

export const LEFT = 'left' as const;
export const RIGHT = 'right' as const;

export function metricColumns(metrics: readonly MetricName[]): readonly Column[] {
  return metrics.map((metric) => ({ title: METRICS[metric].title, align: RIGHT }));
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

/** A ratio of the scenario's figures to another's, empty where the other has none. */
export function ratioCell(
  scenario: ScenarioSummary,
  ratio: { readonly ratio: number; readonly low: number; readonly high: number } | null,
): Cell {
  if (!scenario.valid) return { value: invalidWord(scenario) };
  if (ratio === null) return { value: '' };
  return {
    value: formatRatio(ratio.ratio),
    sortBy: ratio.ratio,
    detail: `${formatRatio(ratio.low)}-${formatRatio(ratio.high)}`,
  };
}

function invalidWord({ invalid, failed }: ScenarioSummary): string {
  if (invalid > 0) return 'invalid';
  return failed > 0 ? 'failed' : 'not run';
}
