import { median } from 'simple-statistics';

import type { RunFile, Scenario } from '../../../results/format.ts';
import type { MetricName } from '../../../results/metrics.ts';
import { pairedValues, valuesOf } from '../../analysis/trials.ts';
import type { RunCentre } from '../../stats/prediction.ts';
import { judgedMetrics, worseness } from '../metric-test.ts';

/** Something that a run has one value of in every round; scenarios have the same ids in all runs. */
export interface Quantity {
  readonly scenario: Scenario;
  readonly metric: MetricName;
  /** Scenario whose value in the same round it is divided by; null for the value itself. */
  readonly relativeTo: Scenario | null;
}

/** Metrics whose ratio of two models is much the same on every machine. */
const MACHINE_FREE = ['wallMs', 'cpuMs', 'peakPssBytes'] as const satisfies readonly MetricName[];

/** What is compared on one machine: every gated and advisory metric of every model. */
export function plainQuantities(run: RunFile): readonly Quantity[] {
  return modelsOf(run).flatMap((scenario) =>
    judgedMetrics((metric) => positive(valuesOf(run, scenario.id, metric)).length > 0).map(
      ({ metric }) => ({ scenario, metric, relativeTo: null }),
    ),
  );
}

/** What is compared between machines: models over their baseline, and CPU over the floor. */
export function machineFreeQuantities(run: RunFile): readonly Quantity[] {
  const other = (id: string | null) => run.scenarios.filter((scenario) => scenario.id === id);
  return modelsOf(run).flatMap((scenario) => [
    ...other(scenario.baseline === scenario.id ? null : scenario.baseline).flatMap((relativeTo) =>
      MACHINE_FREE.map((metric) => ({ scenario, metric, relativeTo })),
    ),
    ...other(scenario.floor).map((relativeTo) => ({
      ...{ scenario, metric: 'cpuMs' as const, relativeTo },
    })),
  ]);
}

/** One value a round, warm-up left out; only positive ones have a logarithm. */
export function roundValues(run: RunFile, quantity: Quantity): readonly number[] {
  const { scenario, metric, relativeTo } = quantity;
  if (relativeTo === null) return positive(valuesOf(run, scenario.id, metric));
  const pairs = pairedValues(run, [scenario.id, relativeTo.id], metric);
  return pairs.map(([own, other]) => own / other);
}

/**
 * Median of the logarithms and its standard error, from the median absolute deviation: single
 * rounds far off, which busy machines have, move neither. 1.4826 makes the deviation that of a
 * normal distribution, √(π/2) is what a median is worse than a mean.
 */
export function centreOf(metric: MetricName, values: readonly number[]): RunCentre {
  const logs = values.map((value) => worseness(metric, value));
  const centre = median(logs);
  const deviation = 1.4826 * median(logs.map((log) => Math.abs(log - centre)));
  const standardError = (Math.sqrt(Math.PI / 2) * deviation) / Math.sqrt(logs.length);
  return { centre, standardError, rounds: logs.length };
}

export function modelsOf({ scenarios }: RunFile): readonly Scenario[] {
  return scenarios.filter(({ kind }) => kind === 'model');
}

function positive(values: readonly number[]): readonly number[] {
  return values.filter((value) => value > 0);
}
