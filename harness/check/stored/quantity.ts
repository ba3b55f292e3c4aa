import { median } from 'simple-statistics';

import type { RunFile, Scenario } from '../../../results/format.ts';
import { METRIC_NAMES, metricOf, type MetricName } from '../../../results/metrics.ts';
import type { RunCentre } from '../../stats/prediction.ts';

/** Something that a run has one value of in every round. */
export interface Quantity {
  readonly model: string;
  readonly workload: string;
  readonly metric: MetricName;
  /** Model whose value in the same round it is divided by; null for the value itself. */
  readonly relativeTo: string | null;
}

/** Metrics whose ratio of two models is much the same on every machine. */
const MACHINE_FREE = ['wallMs', 'cpuMs', 'peakPssBytes'] as const satisfies readonly MetricName[];

/** What is compared on one machine: every gated and advisory metric of every model. */
export function plainQuantities(run: RunFile): readonly Quantity[] {
  return modelsOf(run).flatMap(({ model, workload }) =>
    METRIC_NAMES.filter((metric) => isJudged(run, model, metric)).map((metric) => ({
      ...{ model, workload, metric, relativeTo: null },
    })),
  );
}

/** What is compared between machines: models over the single-threaded one, and CPU over the floor. */
export function machineFreeQuantities(run: RunFile): readonly Quantity[] {
  const floor = run.scenarios.find(({ kind }) => kind === 'floor')?.model;
  const single = 'single-threaded';
  return modelsOf(run).flatMap(({ model, workload }) => [
    ...MACHINE_FREE.filter(() => model !== single).map((metric) => ({
      ...{ model, workload, metric, relativeTo: single },
    })),
    ...(floor === undefined
      ? []
      : [{ model, workload, metric: 'cpuMs' as const, relativeTo: floor }]),
  ]);
}

/** Values per round, warm-up left out; only positive ones have a logarithm. */
export function valuesOf(run: RunFile, { model, metric, relativeTo }: Quantity): readonly number[] {
  const own = byRound(run, model, metric);
  const other = relativeTo === null ? null : byRound(run, relativeTo, metric);
  return [...own].flatMap(([round, value]) => {
    if (other === null) return [value];
    const divisor = other.get(round);
    return divisor === undefined ? [] : [value / divisor];
  });
}

/**
 * Median of the logarithms and its standard error, from the median absolute deviation: single
 * rounds far off, which busy machines have, move neither. 1.4826 makes the deviation that of a
 * normal distribution, √(π/2) is what a median is worse than a mean.
 */
export function centreOf(values: readonly number[]): RunCentre {
  const logs = values.map(Math.log);
  const centre = median(logs);
  const deviation = 1.4826 * median(logs.map((log) => Math.abs(log - centre)));
  const standardError = (Math.sqrt(Math.PI / 2) * deviation) / Math.sqrt(logs.length);
  return { centre, standardError, rounds: logs.length };
}

export function modelsOf({ scenarios }: RunFile): readonly Scenario[] {
  return scenarios.filter(({ kind }) => kind === 'model');
}

/** A metric that stands in for another is judged only where the other has no values. */
function isJudged(run: RunFile, model: string, metric: MetricName): boolean {
  const { check } = metricOf(metric);
  if (check === null || check.kind === 'exact') return false;
  const original = METRIC_NAMES.find((name) => name === check.insteadOf);
  return original === undefined || byRound(run, model, original).size === 0;
}

function byRound(run: RunFile, model: string, metric: MetricName): ReadonlyMap<number, number> {
  const ids = new Set(run.scenarios.filter((one) => one.model === model).map(({ id }) => id));
  const values = new Map<number, number>();
  for (const trial of run.trials) {
    if (trial.status !== 'completed' || trial.round < 0 || !ids.has(trial.scenario)) continue;
    const value = trial.metrics[metric];
    if (typeof value === 'number' && value > 0) values.set(trial.round, value);
  }
  return values;
}
