import type { CompletedLaunch, Phase } from '../../results/format.ts';

/** What an item costs a side, in ms. */
export interface ItemCosts {
  readonly ms: number;
  readonly cpuMs: number | null;
}

const ITEMS = 10;

/** A launch in which every item of a side costs the same. */
export function completedLaunch(
  sides: Readonly<Record<string, ItemCosts>>,
  round: number,
  {
    phase = round < 0 ? 'warm-up' : 'sample',
    cycles = 1,
  }: { readonly phase?: Phase; readonly cycles?: number } = {},
): CompletedLaunch {
  const [scenarios, costs] = [Object.keys(sides), Object.values(sides)];
  const forward = scenarios.map((_, index) => index);
  const cycle = [...forward, ...forward.toReversed()];
  const order = Array.from({ length: cycles }, () => cycle).flat();
  const column = (pick: (one: ItemCosts) => number) =>
    order.map((index) => ITEMS * pick(costs[index] ?? { ms: NaN, cpuMs: NaN }));
  return {
    ...{ phase, round, startedAt: '2026-01-01T00:00:00.000Z', scenarios, status: 'completed' },
    ...{ mockLatencyMs: 0, batchSize: 5, warmupItems: 300 },
    sides: scenarios.map(() => ({
      ...{ readyMs: 60, kernelCpuMs: 2100, ownCpuMs: 2000, stoppedCpuMs: 1, latencies: [] },
    })),
    slices: {
      side: order,
      items: order.map(() => ITEMS),
      ms: column(({ ms }) => ms),
      cpuMs: costs.some(({ cpuMs }) => cpuMs === null) ? null : column(({ cpuMs }) => cpuMs ?? NaN),
    },
  };
}
