import type { CompletedTrial, RunFile, Scenario } from '../../results/format.ts';
import { METRICS, type MetricName } from '../../results/metrics.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio, type RatioInterval } from '../stats/ratio.ts';
import { inArticleOrder } from './article-order.ts';
import { completedTrials, countedTrials, pairedValues } from './trials.ts';

/** Of every interval in tables and JSON; with fewer than 6 rounds it cannot be reached. */
export const CONFIDENCE = 0.95;

/** One scenario over all its rounds. */
export interface ScenarioSummary {
  readonly scenario: Scenario;
  /** Id of the scenario whose model it is a variant of; null where it is none, or that was not run. */
  readonly main: string | null;
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
  /** What of the file could not be read, as one line; null where all of it could. */
  readonly loss: string | null;
  /** Id of the scenario that speed-ups refer to; null when it was not run. */
  readonly comparedWith: string | null;
}

/** Everything derived from a run; computed anew from the file, so that old runs can be read again. */
export function summarize(run: RunFile, loss: string | null = null): Summary {
  const comparedWith = run.scenarios.find(({ model }) => model === 'single-threaded')?.id ?? null;
  const floor = run.scenarios.find(({ kind }) => kind === 'floor')?.id ?? null;
  const scenarios = inArticleOrder(run.scenarios).map((scenario) => {
    const counts = countTrials(run, scenario.id);
    const completed = completedTrials(run, scenario.id);
    const last = completed.at(-1) ?? null;
    return {
      scenario,
      main: mainOf(run, scenario),
      ...counts,
      valid: isValid(run, scenario.id),
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
  return { run, loss, scenarios, comparedWith };
}

/** In a check on the same side. */
function mainOf({ scenarios }: RunFile, { variantOf, arm }: Scenario): string | null {
  const main = scenarios.find((other) => other.model === variantOf && other.arm === arm);
  return main?.id ?? null;
}

function countTrials(run: RunFile, id: string) {
  const trials = countedTrials(run, id);
  return {
    completed: trials.filter(({ status }) => status === 'completed').length,
    failed: trials.filter(({ status }) => status === 'failed').length,
    invalid: trials.filter(({ status }) => status === 'invalid').length,
  };
}

function isValid(run: RunFile, id: string): boolean {
  const trials = countedTrials(run, id);
  return trials.length > 0 && trials.every(({ status }) => status === 'completed');
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

/** Head over base in every round; null unless both did the work in all of theirs. */
export function ratioByRound(
  run: RunFile,
  headId: string,
  baseId: string,
  metric: MetricName,
): RatioInterval | null {
  if (!isValid(run, headId) || !isValid(run, baseId)) return null;
  const pairs = pairedValues(run, [headId, baseId], metric);
  if (pairs.length === 0) return null;
  return pairedRatio(
    pairs.map(([head]) => head),
    pairs.map(([, base]) => base),
    CONFIDENCE,
  );
}
