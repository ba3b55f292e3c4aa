import { median } from 'simple-statistics';

import type { RunFile } from '../../results/format.ts';
import { pairedRatio, type RatioInterval } from '../stats/ratio.ts';
import { CONFIDENCE } from './summary.ts';
import { trialCost, type TrialCost } from './trial-cost.ts';
import { trialsByRound } from './trials.ts';

/** From how many items on a model is faster than its baseline. */
export type PayOff =
  /** It starts no later, and an item takes less. */
  | { readonly kind: 'always' }
  /** An item takes no less. */
  | { readonly kind: 'never' }
  /** From fewer than these, which are half of those measured. */
  | { readonly kind: 'below'; readonly items: number }
  | {
      readonly kind: 'from';
      readonly items: number;
      readonly low: number;
      /** Null where it lies beyond what a run may have. */
      readonly high: number | null;
      /** As of `RatioInterval`. */
      readonly coverage: number;
    }
  | {
      readonly kind: 'unknown';
      /** `alike`: no difference per item was detected; `short`: it takes longer trials to say. */
      readonly why: 'alike' | 'short';
      /** With fewer items the model is slower; null where not even that is known. */
      readonly atLeast: number | null;
    };

/** One round: the model, then the baseline. */
type Pair = readonly [TrialCost, TrialCost];

/**
 * The costs of each trial say how long it would take with n items. At the n looked for, the ratio of
 * the two times within rounds is 1, so the interval is all n at which no other ratio is detected
 * (Fieller 1954, J. R. Stat. Soc. B 16:175-185, with the signed-rank interval in place of Student's
 * t). Null where no round has both, or the phases of a trial are not known.
 */
export function payOff(run: RunFile, model: string, baseline: string): PayOff | null {
  const items = run.scenarios.find(({ id }) => id === model)?.settings?.items ?? NaN;
  const rounds = trialsByRound(run, [model, baseline]);
  const pairs = rounds.flatMap((trials) => {
    const [of, against] = trials.map((trial) => trialCost(trial, items));
    return of && against ? [[of, against] as const] : [];
  });
  if (pairs.length === 0 || pairs.length < rounds.length) return null;
  if (pairs.flat().some(({ itemMs }) => itemMs === 0)) {
    return { kind: 'unknown', why: 'short', atLeast: null };
  }
  const reach = reachOf(pairs, items);
  const found = extrapolated(pairs, reach === Infinity ? Infinity : items);
  const half = Math.ceil(items / 2);
  if (found.kind === 'from' && found.high !== null && found.high < half) {
    return { kind: 'below', items: half };
  }
  const beyond =
    (found.kind === 'from' && found.items > reach) || (found.kind === 'never' && reach < Infinity);
  if (!beyond) return found;
  const slower = ratioAt(pairs, items).low > 1;
  return { kind: 'unknown', why: 'short', atLeast: slower ? items : null };
}

/** Of the time of the model's trials: above the first a runtime has hardly warmed up, below the other it has. */
const START_SHARES = { long: 0.5, short: 0.1 };

/**
 * About how many items, at most, trials of `items` say something; of fewer than half they say no more than that. The first items take longer, in every worker
 * anew, until a runtime has compiled what it does, so a line through start-up and few items is too
 * steep: docs/method.md has an example.
 */
function reachOf(pairs: readonly Pair[], items: number): number {
  const share = median(pairs.map(([{ startMs, itemMs }]) => startMs / (startMs + items * itemMs)));
  if (share > START_SHARES.long) return items;
  return share > START_SHARES.short ? 2 * items : Infinity;
}

/** `measured`: of items that no saving was seen up to, no more are known to be slower. */
function extrapolated(pairs: readonly Pair[], measured: number): PayOff {
  const start = ratioOf(pairs, ({ startMs }) => startMs);
  const item = ratioOf(pairs, ({ itemMs }) => itemMs);
  const equalAt = (bound: 'low' | 'ratio' | 'high') =>
    start[bound] <= 1 ? 1 : firstBelow1((n) => ratioAt(pairs, n)[bound]);
  if (item.low >= 1) return { kind: 'never' };
  if (start.high <= 1 && item.high < 1) return { kind: 'always' };
  const low = start.low <= 1 ? null : equalAt('low');
  const atLeast = low === null ? null : Math.min(low, measured);
  if (item.high >= 1) return { kind: 'unknown', why: 'alike', atLeast };
  const [items, high] = [equalAt('ratio'), equalAt('high')];
  if (items > MOST_ITEMS) return { kind: 'unknown', why: 'alike', atLeast };
  return {
    kind: 'from',
    ...{ items, low: low ?? 1, high: high > MOST_ITEMS ? null : high },
    coverage: item.coverage,
  };
}

/** Of the times with so many items. */
function ratioAt(pairs: readonly Pair[], items: number): RatioInterval {
  return ratioOf(pairs, ({ startMs, itemMs }) => startMs + items * itemMs);
}

/** Model over baseline, within rounds. */
function ratioOf(pairs: readonly Pair[], timeOf: (cost: TrialCost) => number): RatioInterval {
  const [models, baselines] = [pairs.map(([model]) => model), pairs.map(([, base]) => base)];
  return pairedRatio(models.map(timeOf), baselines.map(timeOf), CONFIDENCE);
}

/** Largest --items. */
const MOST_ITEMS = 10_000_000;

/** Of the number found. */
const PRECISION = 1e-3;

/** Number of items, whole, from which on a ratio is at most 1 that is more without items and less with very many. */
function firstBelow1(ratioAt: (items: number) => number): number {
  let [low, high] = [0, 1];
  while (ratioAt(high) > 1) [low, high] = [high, 2 * high];
  while (high - low > Math.max(0.5, PRECISION * high)) {
    const middle = (low + high) / 2;
    if (ratioAt(middle) > 1) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
}
