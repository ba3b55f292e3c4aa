import type { CompletedTrial } from '../../results/format.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { compare, type Comparison } from './comparison.ts';
import { CONFIDENCE } from './confidence.ts';
import { payOff, type PayOff } from './pay-off.ts';
import { contenders, validBaseline } from './ranking.ts';
import type { ScenarioSummary, Summary } from './summary.ts';
import { trialCost } from './trial-cost.ts';
import { completedTrials } from './trials.ts';

/** What speaks for a model and against it, at this work. */
export interface Decision {
  readonly model: ScenarioSummary;
  /** What the others are compared with. */
  readonly isBaseline: boolean;
  /** Median of its trials; null where the phases of a trial are not known. */
  readonly startMs: Interval | null;
  /**
   * Against the baseline, as are the next two; null for the baseline itself, and without one. This one
   * also where once up was not measured.
   */
  readonly payOff: PayOff | null;
  /** Of peak PSS, or of peak RSS where PSS cannot be had. */
  readonly memory: Comparison | null;
  readonly cpu: Comparison | null;
}

/** One for every model that may be compared, in the order of the run. */
export function decisions(summary: Summary): readonly Decision[] {
  const baseline = validBaseline(summary);
  return contenders(summary).map((model) => decision(summary, model, baseline));
}

function decision({ run }: Summary, model: ScenarioSummary, baseline: string | null): Decision {
  const { id } = model.scenario;
  const isBaseline = id === baseline;
  const other = isBaseline ? null : baseline;
  const over = (metric: 'peakPssBytes' | 'peakRssBytes' | 'cpuMs') =>
    other === null ? null : compare(run, id, other, metric);
  return {
    ...{ model, isBaseline },
    startMs: startOf(model, completedTrials(run, id)),
    payOff: other === null ? null : payOff(run, id, other),
    memory: over('peakPssBytes') ?? over('peakRssBytes'),
    cpu: over('cpuMs'),
  };
}

function startOf(
  { scenario: { settings } }: ScenarioSummary,
  trials: readonly CompletedTrial[],
): Interval | null {
  const each = trials.map((trial) => trialCost(trial, settings?.items ?? NaN));
  const known = each.filter((cost) => cost !== null).map(({ startMs }) => startMs);
  return known.length < each.length ? null : medianInterval(known, CONFIDENCE);
}
