import { mean, median } from 'simple-statistics';

import { cyclesOf, cycleMs } from '../../analysis/launches.ts';
import type { CompletedLaunch, Scenario, Schedule } from '../../../results/format.ts';

/** How a launch is cut. */
export interface LaunchPlan {
  /** Items of a slice; a pilot tries several, one after the other. */
  readonly sizes: readonly number[];
  /** Items handed to a worker at once, so that every worker has some in each slice. */
  readonly batchSize: number;
  /** Items of a slice of the warm-up. */
  readonly warmupSlice: number;
  /** The warm-up is over after so many items of each side; null where the time says. */
  readonly warmupItems: number | null;
  /** Of warm-up, and of the slices of each size; the cycle in which it is over is finished. */
  readonly warmupMs: number;
  readonly measureMs: number;
}

/** What launches are planned for. */
export interface LaunchNeeds {
  /** Of the slices of all sides together. */
  readonly measureMs: number;
  /** Of a slice: in shorter ones too much is handing over. */
  readonly shortestSliceMs: number;
  /** How much more than in the longest slices an item may take, for handing over and waiting. */
  readonly overhead: number;
}

/** Of a comparison, which says what an item costs; in ms of each side. */
const COMPARISON_MS: Readonly<Record<Schedule['scale'], number>> = { full: 1500, quick: 400 };

/** Slices are so long that stopping a tree and letting it go on, a part of each, is little of them. */
export function comparisonNeeds(scale: Schedule['scale'], sides: number): LaunchNeeds {
  return { measureMs: COMPARISON_MS[scale] * sides, overhead: 0.25, shortestSliceMs: 30 };
}

type DoneSlices = Pick<CompletedLaunch['slices'], 'side' | 'items' | 'ms'>;

/** What the pilot says of slices of one size. */
export interface SliceTrial {
  readonly items: number;
  /** Median of a slice, over all sides. */
  readonly sliceMs: number;
  /** Of each side, the median slice divided by its items. */
  readonly itemMs: readonly number[];
}

const PILOT_SIZE_MS = 300;
/**
 * Warm-up of a pilot, in warm-ups of a launch. Its first sizes are compared with its last, and while
 * code is still being compiled the last always look better.
 */
const PILOT_WARM_UPS = 2;
const PILOT_CYCLES = 5;
/** Of long slices, and of any when time is up. */
const FEWEST_CYCLES = 2;
/** Of each side, over all sizes. */
const PILOT_LIMIT_MS = 3000;
/** Slices are tried up to this length, and beyond it while longer ones take much less per item. */
const LONG_SLICE_MS = 40;
/** A single slice this long is the last that is tried. */
const LONGEST_SLICE_MS = 500;
/** Doubling a slice must save so much per item to try another doubling. */
const WORTH_DOUBLING = 0.75;
const PILOT_DOUBLINGS = 14;
/** A batch takes a worker about so long at least, where the reference run says how long an item takes. */
const BATCH_MS = 1;
/** Slices shorter than this measure the handing over. */
const SHORTEST_SLICE_MS = 2;

/**
 * The plan of a pilot: doubling, from one batch for each worker on, or from `fewest` items.
 * `warmupMs`: of a launch, all sides together.
 */
export function pilotPlan(
  { settings, expected }: Pick<Scenario, 'settings' | 'expected'>,
  warmupMs: number,
  fewest = 0,
): LaunchPlan {
  const workers = settings?.workers ?? 1;
  const itemMs = expected?.http === null ? (expected.itemMs?.median ?? BATCH_MS) : BATCH_MS;
  const soonDone = Math.max(1, Math.round(BATCH_MS / Math.max(itemMs, 1e-4)));
  const batchSize = Math.max(soonDone, Math.ceil(fewest / workers));
  const least = workers * batchSize;
  return {
    sizes: Array.from({ length: PILOT_DOUBLINGS }, (_, doublings) => least * 2 ** doublings),
    ...{ batchSize, warmupSlice: Math.max(4 * soonDone * workers, least) },
    ...{ warmupItems: null, warmupMs: PILOT_WARM_UPS * warmupMs },
    measureMs: PILOT_SIZE_MS,
  };
}

export function warmUpIsOver(plan: LaunchPlan, items: number, elapsedMs: number): boolean {
  return plan.warmupItems === null ? elapsedMs >= plan.warmupMs : items >= plan.warmupItems;
}

/** Items of the slices of the next cycle; null when the launch is over. */
export function nextSlices(
  { sizes, measureMs }: LaunchPlan,
  sides: number,
  done: DoneSlices,
): number | null {
  const size = done.items.at(-1);
  if (size === undefined) return sizes[0] ?? null;
  const ms = done.ms.slice(done.items.indexOf(size));
  const cycles = ms.length / (2 * sides);
  const sum = ms.reduce((total, one) => total + one, 0);
  if (sizes.length === 1) return sum >= measureMs ? null : size;
  const total = done.ms.reduce((all, one) => all + one, 0);
  if (total > PILOT_LIMIT_MS * sides && cycles >= FEWEST_CYCLES) return null;
  const sliceMs = sum / ms.length;
  const needed = sliceMs < LONG_SLICE_MS ? PILOT_CYCLES : FEWEST_CYCLES;
  const enough = cycles >= needed && sum >= measureMs;
  const tooShort = sliceMs < SHORTEST_SLICE_MS;
  if (!enough && !tooShort) return size;
  return goesOn(size, sliceMs, sides, done) ? (sizes[sizes.indexOf(size) + 1] ?? null) : null;
}

/** While slices are short, and while some side does an item in much less of longer ones. */
function goesOn(size: number, sliceMs: number, sides: number, done: DoneSlices): boolean {
  if (sliceMs < LONG_SLICE_MS) return true;
  if (sliceMs > LONGEST_SLICE_MS) return false;
  return Array.from({ length: sides }, (_, side) => {
    const before = msOf(done, side, size / 2);
    if (before.length === 0) return true;
    return mean(msOf(done, side, size)) / 2 < WORTH_DOUBLING * mean(before);
  }).some(Boolean);
}

function msOf({ side: sides, items, ms }: DoneSlices, side: number, size: number): number[] {
  return ms.filter((_, index) => sides[index] === side && items[index] === size);
}

/**
 * How launches are cut that a pilot went before: into the shortest slices in which an item takes hardly
 * more than in the longest, since what drifts slower than a slice cancels, and the shorter it is the more
 * does (docs/decisions/0017-launches.md).
 */
export function launchPlan(
  pilot: CompletedLaunch,
  { settings }: Pick<Scenario, 'settings'>,
  needs: LaunchNeeds,
): LaunchPlan {
  const trials = sliceTrials(pilot);
  const longest = trials.at(-1);
  const isWork = ({ itemMs }: SliceTrial) =>
    itemMs.every((ms, side) => ms <= (1 + needs.overhead) * (longest?.itemMs[side] ?? 0));
  const chosen =
    trials.find((one) => one.sliceMs >= needs.shortestSliceMs && isWork(one)) ?? longest;
  if (chosen === undefined) throw new RangeError('a pilot without slices');
  const { items } = chosen;
  return {
    sizes: [items],
    batchSize: Math.max(1, Math.ceil(items / (settings?.workers ?? 1))),
    warmupSlice: items,
    warmupItems: Math.ceil(pilot.warmupItems / PILOT_WARM_UPS),
    warmupMs: 0,
    measureMs: needs.measureMs,
  };
}

/** By size, smallest first; a single cycle of a size says nothing. */
export function sliceTrials(pilot: CompletedLaunch): readonly SliceTrial[] {
  const bySize = Map.groupBy(cyclesOf(pilot), ({ from }) => pilot.slices.items[from] ?? 0);
  return [...bySize]
    .filter(([, cycles]) => cycles.length >= FEWEST_CYCLES)
    .map(([items, cycles]) => {
      const times = cycles.map((cycle) => pilot.scenarios.map((id) => cycleMs(pilot, id, cycle)));
      const sliceMs = median(times.flat()) / 2;
      const itemMs = pilot.scenarios.map(
        (_, side) => median(times.map((cycle) => cycle[side] ?? NaN)) / 2 / items,
      );
      return { items, sliceMs, itemMs };
    });
}
