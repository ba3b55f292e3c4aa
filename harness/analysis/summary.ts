import type { CompletedTrial, RunFile, Scenario, TrialRecord } from '../../results/format.ts';
import { METRIC_NAMES, type MetricName } from '../../results/metrics.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { compare, type Comparison } from './comparison.ts';
import { CONFIDENCE } from './confidence.ts';
import { onceUp, type OnceUp } from './once-up.ts';
import { completedTrials, isValid, judgedTrials, valueOf } from './trials.ts';

/** One scenario over all its rounds. */
export interface ScenarioSummary {
  readonly scenario: Scenario;
  /** Trials of the sample: neither of the warm-up nor of a confirmation. */
  readonly completed: number;
  readonly failed: number;
  readonly invalid: number;
  /** Whether its figures may stand beside others: all of its trials did the work. */
  readonly valid: boolean;
  /** Median and interval per metric; null where no trial has a value. */
  readonly metrics: Readonly<Record<MetricName, Interval | null>>;
  /** CPU as a multiple of its floor's in the same round. */
  readonly cpuOverFloor: Comparison | null;
  /** Time of its baseline over its own, in the same round: 2 is twice as fast. */
  readonly speedup: Comparison | null;
  /** What it costs once its workers are up; null where no launch measured that, and for an invalid one. */
  readonly onceUp: OnceUp | null;
  /** Digest seen, requests in flight and the rest of the proof, of the last completed trial. */
  readonly last: CompletedTrial | null;
}

export interface Summary {
  readonly run: RunFile;
  /** Models and floors; programs report figures of their own, which nothing here compares. */
  readonly scenarios: readonly ScenarioSummary[];
  /** What of the file could not be read, as one line; null where all of it could. */
  readonly loss: string | null;
}

/** What people are shown of it. */
export function labelOf({ scenario }: ScenarioSummary): string {
  return scenario.label;
}

/** Everything derived from a run; computed anew from the file, so that old runs can be read again. */
export function summarize(run: RunFile, loss: string | null = null): Summary {
  const compared = run.scenarios.filter(({ kind }) => kind !== 'program');
  return { run, loss, scenarios: compared.map((scenario) => summarizeScenario(run, scenario)) };
}

function summarizeScenario(run: RunFile, scenario: Scenario): ScenarioSummary {
  const { id, kind, baseline } = scenario;
  const floor = kind === 'floor' ? id : scenario.floor;
  const completed = completedTrials(run, id);
  const trials = judgedTrials(run, id);
  const count = (status: TrialRecord['status']) =>
    trials.filter((trial) => trial.status === status).length;
  return {
    scenario,
    completed: completed.length,
    failed: count('failed'),
    invalid: count('invalid'),
    valid: isValid(run, id),
    metrics: metricIntervals(completed),
    cpuOverFloor: floor === null ? null : compare(run, id, floor, 'cpuMs'),
    speedup: baseline === null ? null : compare(run, baseline, id, 'wallMs'),
    onceUp: onceUp(run, scenario, CONFIDENCE),
    last: completed.at(-1) ?? null,
  };
}

function metricIntervals(trials: readonly CompletedTrial[]): ScenarioSummary['metrics'] {
  const entries = METRIC_NAMES.map((name): [MetricName, Interval | null] => {
    const values = trials.flatMap((trial) => valueOf(trial, name) ?? []);
    return [name, values.length === 0 ? null : medianInterval(values, CONFIDENCE)];
  });
  return Object.fromEntries(entries) as Record<MetricName, Interval | null>;
}
