import type { CompletedTrial, RunFile, Scenario } from '../../results/format.ts';
import { METRICS, type MetricName } from '../../results/metrics.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio, type RatioInterval } from '../stats/ratio.ts';

/** Of every interval in tables and JSON; with fewer than 6 rounds it cannot be reached. */
export const CONFIDENCE = 0.95;

/** One scenario over all its rounds. */
export interface ScenarioSummary {
  readonly scenario: Scenario;
  /** Trials that count: completed, warm-up left out. */
  readonly completed: number;
  readonly failed: number;
  readonly invalid: number;
  /** Whether its figures may stand beside others: all of its trials did the work. */
  readonly valid: boolean;
  /** Median and interval per metric; null where no trial has a value. */
  readonly metrics: Readonly<Record<MetricName, Interval | null>>;
  /** CPU as a multiple of the floor's in the same round. */
  readonly cpuOverFloor: RatioInterval | null;
  /** Time of the compared-with scenario over this one's, in the same round: 2 is twice as fast. */
  readonly speedup: RatioInterval | null;
  /** Digest of its results; null when no trial completed. */
  readonly digest: string | null;
  /** Digest seen, requests in flight and the rest of the proof, of the last completed trial. */
  readonly last: CompletedTrial | null;
}

export interface Summary {
  readonly run: RunFile;
  readonly scenarios: readonly ScenarioSummary[];
  /** Id of the scenario that speed-ups refer to; null when it was not run. */
  readonly comparedWith: string | null;
}

/** Everything derived from a run; computed anew from the file, so that old runs can be read again. */
export function summarize(run: RunFile): Summary {
  const comparedWith = run.scenarios.find(({ model }) => model === 'single-threaded')?.id ?? null;
  const floor = run.scenarios.find(({ kind }) => kind === 'floor')?.id ?? null;
  const scenarios = run.scenarios.map((scenario) => {
    const trials = run.trials.filter((trial) => trial.scenario === scenario.id && trial.round >= 0);
    const completed = trials.filter((trial) => trial.status === 'completed');
    const failed = trials.filter((trial) => trial.status === 'failed').length;
    const invalid = trials.filter((trial) => trial.status === 'invalid').length;
    const last = completed.at(-1) ?? null;
    return {
      scenario,
      completed: completed.length,
      failed,
      invalid,
      valid: completed.length > 0 && failed + invalid === 0,
      metrics: metricIntervals(completed),
      cpuOverFloor: floor === null ? null : ratioByRound(run, scenario.id, floor, 'cpuMs'),
      speedup:
        comparedWith === null || scenario.kind === 'floor'
          ? null
          : ratioByRound(run, comparedWith, scenario.id, 'wallMs'),
      digest: last?.digest ?? null,
      last,
    };
  });
  return { run, scenarios, comparedWith };
}

function metricIntervals(trials: readonly CompletedTrial[]): ScenarioSummary['metrics'] {
  const names = Object.keys(METRICS) as MetricName[];
  const entries = names.map((name): [MetricName, Interval | null] => {
    const values = trials
      .map(({ metrics }) => metrics[name])
      .filter((value) => typeof value === 'number');
    return [name, values.length === 0 ? null : medianInterval(values, CONFIDENCE)];
  });
  return Object.fromEntries(entries) as Record<MetricName, Interval | null>;
}

/** Head over base in every round that has both; null when there is no such round. */
function ratioByRound(
  run: RunFile,
  headId: string,
  baseId: string,
  metric: MetricName,
): RatioInterval | null {
  const head = valuesByRound(run, headId, metric);
  const base = valuesByRound(run, baseId, metric);
  const rounds = [...head.keys()].filter((round) => base.has(round));
  if (rounds.length === 0) return null;
  const pick = (values: ReadonlyMap<number, number>) =>
    rounds.map((round) => values.get(round) ?? NaN);
  return pairedRatio(pick(head), pick(base), CONFIDENCE);
}

/** Values above zero only: a ratio has no others. */
function valuesByRound(run: RunFile, id: string, metric: MetricName): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (const trial of run.trials) {
    if (trial.scenario !== id || trial.round < 0 || trial.status !== 'completed') continue;
    const value = trial.metrics[metric];
    if (typeof value === 'number' && value > 0) values.set(trial.round, value);
  }
  return values;
}
