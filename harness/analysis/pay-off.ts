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
      /** `alike`: no difference per item was detected; `short`: start-up hides what an item takes. */
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
  const short: PayOff = { kind: 'unknown', why: 'short', atLeast: null };
  if (pairs.flat().some(({ itemMs }) => itemMs === 0)) return short;
  const found = extrapolated(pairs);
  if (!mostlyStart(pairs, items) || holdsWithin(found, items)) return found;
  return short;
}

/** What the first items take, which a runtime has yet to compile, is then no measure of the others. */
function mostlyStart(pairs: readonly Pair[], items: number): boolean {
  const shares = pairs.map(([{ startMs, itemMs }]) => startMs / (startMs + items * itemMs));
  return median(shares) > 0.5;
}

/** Whether it says something of no more items than were measured. */
function holdsWithin(found: PayOff, items: number): boolean {
  return found.kind === 'always' || (found.kind === 'from' && found.items <= items);
}

function extrapolated(pairs: readonly Pair[]): PayOff {
  const start = ratioOf(pairs, ({ startMs }) => startMs);
  const item = ratioOf(pairs, ({ itemMs }) => itemMs);
  const equalAt = (bound: 'low' | 'ratio' | 'high') =>
    start[bound] <= 1
      ? 1
      : firstBelow1((n) => ratioOf(pairs, ({ startMs, itemMs }) => startMs + n * itemMs)[bound]);
  if (item.low >= 1) return { kind: 'never' };
  if (start.high <= 1 && item.high < 1) return { kind: 'always' };
  const low = start.low <= 1 ? null : equalAt('low');
  if (item.high >= 1) return { kind: 'unknown', why: 'alike', atLeast: low };
  const [items, high] = [equalAt('ratio'), equalAt('high')];
  if (items > MOST_ITEMS) return { kind: 'unknown', why: 'alike', atLeast: low };
  return {
    kind: 'from',
    ...{ items, low: low ?? 1, high: high > MOST_ITEMS ? null : high },
    coverage: item.coverage,
  };
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
