import type { RunFile } from '../../results/format.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio, type RatioInterval } from '../stats/ratio.ts';
import { itemCost, launchesOf } from './launches.ts';
import { ratioByLaunch } from './once-up.ts';
import { CONFIDENCE, ratioByRound } from './summary.ts';
import { trialCost } from './trial-cost.ts';
import { trialsByRound, valuesOf } from './trials.ts';

/** From how many items on a model is faster than its baseline. */
export type PayOff =
  /** It starts no later, and an item takes less once up. */
  | { readonly kind: 'always' }
  /** An item takes no less once up. */
  | { readonly kind: 'never' }
  /** From fewer than these, or from any number. */
  | { readonly kind: 'below'; readonly items: number }
  /** `from`: with more items it is faster; `until`: with more it is slower. */
  | Crossing
  | {
      /** No difference per item was detected once up. */
      readonly kind: 'unknown';
      /** With as many items the model is slower; null where not even that is known. */
      readonly atLeast: number | null;
    };

interface Crossing {
  readonly kind: 'from' | 'until';
  readonly items: number;
  readonly low: number;
  /** Null where it lies beyond what a run may have. */
  readonly high: number | null;
  /** As of `RatioInterval`. */
  readonly coverage: number;
}

/** Smallest, likeliest and largest value. */
interface Range {
  readonly low: number;
  readonly estimate: number;
  readonly high: number;
}

/** What a run says of a model beside its baseline. */
interface Costs {
  /** Of each trial, N. */
  readonly items: number;
  /** Model over baseline: time of a trial, and of an item once up. */
  readonly job: RatioInterval;
  readonly item: RatioInterval;
  /** How many items the baseline does, once up, in the time of one of its trials. */
  readonly worth: Range & { readonly coverage: number };
}

/** The error of an interval is shared by the four that it is made of (Bonferroni). */
const PART_CONFIDENCE = 1 - (1 - CONFIDENCE) / 4;

/** Largest --items. */
const MOST_ITEMS = 10_000_000;

/**
 * Trials of N items say what start-up and the first N items take; after them an item takes what it
 * takes once up. So the times are equal at N + (T - T') / (t' - t), where T and t are a trial's and an
 * item's time and ' is the baseline. Both differences are taken as ratios within rounds and within
 * launches, where the machine's speed cancels: N + T'/t' (T/T' - 1) / (1 - t/t'). Null where once up was
 * not measured.
 */
export function payOff(run: RunFile, model: string, baseline: string): PayOff | null {
  const costs = costsOf(run, model, baseline);
  if (costs === null) return null;
  const { items, job, item } = costs;
  const slower = job.low > 1;
  if (item.low >= 1) return job.high < 1 ? crossing('until', costs) : { kind: 'never' };
  if (item.high >= 1) return { kind: 'unknown', atLeast: slower ? items : null };
  if (slower) {
    const found = crossing('from', costs);
    return found.items <= MOST_ITEMS ? found : { kind: 'unknown', atLeast: items };
  }
  if (startsNoLater(run, model, baseline, items)) return { kind: 'always' };
  const { high } = crossing('from', costs);
  return high === null ? { kind: 'unknown', atLeast: null } : { kind: 'below', items: high };
}

function costsOf(run: RunFile, model: string, baseline: string): Costs | null {
  const items = run.scenarios.find(({ id }) => id === model)?.settings?.items;
  const job = ratioByRound(run, model, baseline, 'wallMs', PART_CONFIDENCE);
  const item = ratioByLaunch(run, model, baseline, 'itemMs', PART_CONFIDENCE);
  if (items === undefined || job === null || item === null) return null;
  const trial = medianInterval(valuesOf(run, baseline, 'wallMs'), PART_CONFIDENCE);
  const each = medianInterval(
    launchesOf(run, [model, baseline]).map((launch) => itemCost(launch, baseline).ms),
    PART_CONFIDENCE,
  );
  const worth = {
    low: trial.low / each.high,
    estimate: trial.estimate / each.estimate,
    high: trial.high / each.low,
    coverage: trial.coverage + each.coverage - 1,
  };
  return { items, job, item, worth };
}

/** The ends are those with the ends of all parts, whichever are farthest apart. */
function crossing(kind: Crossing['kind'], { items, job, item, worth }: Costs): Crossing {
  const sign = kind === 'from' ? 1 : -1;
  const lost = rangeOf(sign * (job.low - 1), sign * (job.ratio - 1), sign * (job.high - 1));
  const saved = rangeOf(sign * (1 - item.high), sign * (1 - item.ratio), sign * (1 - item.low));
  const after = (end: number) => Math.ceil(items + Math.max(0, end));
  const high = after((worth.high * lost.high) / saved.low);
  return {
    kind,
    items: after((worth.estimate * lost.estimate) / saved.estimate),
    low: after((worth.low * lost.low) / saved.high),
    high: high > MOST_ITEMS ? null : high,
    coverage: Math.max(0, worth.coverage + job.coverage + item.coverage - 2),
  };
}

function rangeOf(one: number, estimate: number, other: number): Range {
  return { low: Math.min(one, other), estimate, high: Math.max(one, other) };
}

/** Not known where the phases of a trial are not. */
function startsNoLater(run: RunFile, model: string, baseline: string, items: number): boolean {
  const starts = trialsByRound(run, [model, baseline]).map((trials) =>
    trials.map((trial) => trialCost(trial, items)?.startMs ?? NaN),
  );
  const [models, baselines] = [0, 1].map((side) => starts.map((each) => each[side] ?? NaN));
  if (models === undefined || baselines === undefined || starts.flat().some(Number.isNaN)) {
    return false;
  }
  return pairedRatio(models, baselines, PART_CONFIDENCE).high <= 1;
}
