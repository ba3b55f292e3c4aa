import type { CompletedLaunch, Phase, RunFile } from '../../results/format.ts';

/** What an item cost one side of a launch, over all its slices. */
export interface ItemCost {
  readonly ms: number;
  /** Null where the system does not say. */
  readonly cpuMs: number | null;
}

/** How two sides of one launch compare: natural logarithms of head ÷ base. */
export interface LaunchRatio {
  readonly timeLog: number;
  /** Null where the system does not say. */
  readonly cpuLog: number | null;
}

/** Totals of one side. */
interface Sum {
  readonly items: number;
  readonly ms: number;
  readonly cpuMs: number;
}

/** Completed launches in which all of these scenarios were alive, in the order they ran. */
export function launchesOf(
  run: RunFile,
  ids: readonly string[],
  phase: Phase = 'sample',
): readonly CompletedLaunch[] {
  return run.launches.filter(
    (launch): launch is CompletedLaunch =>
      launch.status === 'completed' &&
      launch.phase === phase &&
      ids.every((id) => launch.scenarios.includes(id)),
  );
}

/** Throws RangeError where the launch has no slice of the scenario. */
export function itemCost(launch: CompletedLaunch, id: string): ItemCost {
  const { items, ms, cpuMs } = sumOf(launch, sideOf(launch, id));
  if (items === 0) throw new RangeError(`the launch has no slice of ${id}`);
  return { ms: ms / items, cpuMs: launch.slices.cpuMs === null ? null : cpuMs / items };
}

/** Of each end of the sorted cycles. */
const TRIMMED_SHARE = 0.1;

/**
 * CPU by the sums, since garbage collections are few and large, and each must count. Time by the
 * trimmed mean of the cycles' log ratios: what stops the whole machine for a moment hits one slice, and
 * would be most of what a sum of times scatters by (docs/method.md, "Once up").
 */
export function launchRatio(launch: CompletedLaunch, headId: string, baseId: string): LaunchRatio {
  const [head, base] = [sideOf(launch, headId), sideOf(launch, baseId)];
  const logs = cyclesOf(launch).map((cycle) => {
    const [of, against] = [sumOf(launch, head, cycle), sumOf(launch, base, cycle)];
    return Math.log(of.ms / of.items) - Math.log(against.ms / against.items);
  });
  const [of, against] = [itemCost(launch, headId).cpuMs, itemCost(launch, baseId).cpuMs];
  const hasCpu = of !== null && against !== null && of > 0 && against > 0;
  return { timeLog: trimmedMean(logs), cpuLog: hasCpu ? Math.log(of / against) : null };
}

/** Slices `from` … `to` - 1. */
export interface Cycle {
  readonly from: number;
  readonly to: number;
}

/** The cycles of a launch, first to last; one that was not finished is left out. */
export function cyclesOf({ slices, sides }: CompletedLaunch): readonly Cycle[] {
  const length = 2 * sides.length;
  return Array.from({ length: Math.floor(slices.side.length / length) }, (_, index) => ({
    from: index * length,
    to: (index + 1) * length,
  }));
}

/** What one side took for the slices of a cycle. */
export function cycleMs(launch: CompletedLaunch, id: string, cycle: Cycle): number {
  return sumOf(launch, sideOf(launch, id), cycle).ms;
}

/** Without `TRIMMED_SHARE` of the values at each end. Of no values NaN. */
export function trimmedMean(values: readonly number[]): number {
  const dropped = Math.floor(values.length * TRIMMED_SHARE);
  const kept = values.toSorted((a, b) => a - b).slice(dropped, values.length - dropped);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

function sideOf({ scenarios }: CompletedLaunch, id: string): number {
  const side = scenarios.indexOf(id);
  if (side === -1) throw new RangeError(`${id} is no side of this launch`);
  return side;
}

function sumOf(
  { slices }: CompletedLaunch,
  side: number,
  { from, to }: Cycle = { from: 0, to: slices.side.length },
): Sum {
  const sum = { items: 0, ms: 0, cpuMs: 0 };
  for (let index = from; index < to; index++) {
    if (slices.side[index] !== side) continue;
    sum.items += slices.items[index] ?? 0;
    sum.ms += slices.ms[index] ?? 0;
    sum.cpuMs += slices.cpuMs?.[index] ?? 0;
  }
  return sum;
}
