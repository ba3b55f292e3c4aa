import type { CompletedTrial, RunFile } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { labelOf, type ScenarioSummary, type Summary } from './summary.ts';
import { completedTrials, valueOf } from './trials.ts';

/** One trial of a scenario, to show a trial as it was. */
export interface MedianTrial {
  readonly label: string;
  readonly summary: ScenarioSummary;
  readonly trial: CompletedTrial;
}

/** Of every valid scenario the trial that stands in the middle by a metric; the lower of two. */
export function medianTrials(
  { run, scenarios }: Summary,
  metric: MetricName,
): readonly MedianTrial[] {
  return scenarios.flatMap((summary) => {
    const trial = summary.valid ? medianTrial(run, summary.scenario.id, metric) : undefined;
    return trial === undefined ? [] : [{ label: labelOf(summary), summary, trial }];
  });
}

function medianTrial(run: RunFile, id: string, metric: MetricName): CompletedTrial | undefined {
  const value = (trial: CompletedTrial) => valueOf(trial, metric) ?? NaN;
  const trials = completedTrials(run, id)
    .filter((trial) => !Number.isNaN(value(trial)))
    .toSorted((a, b) => value(a) - value(b));
  return trials[Math.floor((trials.length - 1) / 2)];
}
