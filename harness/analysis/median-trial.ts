import type { CompletedTrial, RunFile } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { completedTrials } from './trials.ts';

/**
 * The trial that stands in the middle by a metric, to show one as it was; the lower of two. Null
 * where no trial has the metric.
 */
export function medianTrial(run: RunFile, id: string, metric: MetricName): CompletedTrial | null {
  const value = ({ metrics }: CompletedTrial) => metrics[metric] ?? null;
  const trials = completedTrials(run, id)
    .filter((trial) => value(trial) !== null)
    .toSorted((a, b) => (value(a) ?? 0) - (value(b) ?? 0));
  return trials[Math.floor((trials.length - 1) / 2)] ?? null;
}
