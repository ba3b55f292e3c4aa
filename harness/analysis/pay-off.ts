import type { RunFile } from '../../results/format.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { pairedRatio } from '../stats/ratio.ts';
import { compare, type Comparison } from './comparison.ts';
import { comparisonConfidence } from './confidence.ts';
import { itemCost, launchesOf } from './launches.ts';
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
}

/** What a run says of a model beside its baseline. */
interface Costs {
  /** Of each trial, N. */
  readonly items: number;
  /** Model over baseline: time of a trial, and of an item once up. */
  readonly job: Comparison;
  readonly item: Comparison;
  /** Of the baseline. */
  readonly trialMs: Interval;
  readonly itemMs: Interval;
}

/** Largest --items. */
const MOST_ITEMS = 10_000_000;

/**
 * Trials of N items say what start-up and the first N items take; after them an item takes what it
 * takes once up. So the times are equal at N + (T - T') / (t' - t), where T and t are a trial's and an
 * item's time and ' is the baseline. Both differences are taken as ratios within rounds and within
 * launches, where the machine's speed cancels: N + T'/t' (T/T' - 1) / (1 - t/t'). Null where once up was
 * not measured, and with too few rounds or launches.
 */
export function payOff(run: RunFile, model: string, baseline: string): PayOff | null {
  const costs = costsOf(run, model, baseline);
  if (costs === null) return null;
  const { items, job, item } = costs;
  const slower = job.outcome === 'more';
  if (item.outcome === 'more') {
    return job.outcome === 'less' ? crossing('until', costs) : { kind: 'never' };
  }
  if (item.outcome === 'alike') return { kind: 'unknown', atLeast: slower ? items : null };
  if (slower) {
    const found = crossing('from', costs);
    return found.items <= MOST_ITEMS ? found : { kind: 'unknown', atLeast: items };
  }
  if (startsNoLater(run, model, baseline, items)) return { kind: 'always' };
  const most = Math.round(mostItems(costs));
  return most > MOST_ITEMS ? { kind: 'unknown', atLeast: null } : { kind: 'below', items: most };
}

function costsOf(run: RunFile, model: string, baseline: string): Costs | null {
  const items = run.scenarios.find(({ id }) => id === model)?.settings?.items;
  const job = compare(run, model, baseline, 'wallMs');
  const item = compare(run, model, baseline, 'itemMs');
  if (items === undefined || job === null || item === null) return null;
  if ([job, item].some(({ outcome }) => outcome === 'unknown')) return null;
  const launches = launchesOf(run, [model, baseline]);
  const confidence = comparisonConfidence(run);
  return {
    ...{ items, job, item },
    trialMs: medianInterval(valuesOf(run, baseline, 'wallMs'), confidence),
    itemMs: medianInterval(
      launches.map((launch) => itemCost(launch, baseline).ms),
      confidence,
    ),
  };
}

/**
 * The further items are a product of four measured factors, or their reciprocals. Each has an
 * interval; the distances of their ends from the estimates, in logarithms, add up by their squares
 * (Zou and Donner 2008, doi 10.1002/sim.3095).
 */
function crossing(kind: Crossing['kind'], { items, job, item, trialMs, itemMs }: Costs): Crossing {
  const [lost, saved] = [distanceFrom1(job), distanceFrom1(item)];
  const estimate = (trialMs.estimate * lost.estimate) / (itemMs.estimate * saved.estimate);
  const spread = (end: 'low' | 'high', otherEnd: 'low' | 'high') => {
    const logs = [
      ...[trialMs, lost].map((times) => Math.log(times[end] / times.estimate)),
      ...[itemMs, saved].map((over) => Math.log(over[otherEnd] / over.estimate)),
    ];
    return Math.exp(Math.hypot(...logs));
  };
  const high = Math.round(items + estimate * spread('high', 'low'));
  return {
    kind,
    items: Math.round(items + estimate),
    low: Math.round(items + estimate / spread('low', 'high')),
    high: high > MOST_ITEMS ? null : high,
  };
}

/** Of a ratio whose interval does not hold 1. */
function distanceFrom1({ low, ratio, high }: Comparison) {
  const [near, far] = low > 1 ? [low - 1, high - 1] : [1 - high, 1 - low];
  return { low: near, estimate: Math.abs(ratio - 1), high: far };
}

/** The same where a trial takes no longer than one of the baseline, as far as is known; every part at its worst end. */
function mostItems({ items, job, item, trialMs, itemMs }: Costs): number {
  const lost = Math.max(0, job.high - 1);
  return items + (trialMs.high / itemMs.low) * (lost / (1 - item.high));
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
  return pairedRatio(models, baselines, comparisonConfidence(run)).high <= 1;
}
