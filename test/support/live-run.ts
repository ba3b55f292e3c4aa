import type { Capacity, CompletedLaunch, FailedLaunch, RunFile } from '../../results/format.ts';
import { runOf } from './run.ts';
import { wholeRun } from './whole-run.ts';

/** What an item costs a side in one launch, in ms. */
export type ItemCosts = readonly [itemMs: number, itemCpuMs: number | null];

const STARTED = '2026-01-01T00:00:30.000Z';
/** Of every slice. */
const ITEMS = 20;

/** Waiting times of so many items, a tenth of which wait longer. */
export function latenciesOf(items: number): CompletedLaunch['sides'][number]['latencies'] {
  return [
    [300, 0.9 * items],
    [400, 0.1 * items],
  ];
}

/** A launch in which these sides cost this, the same in every slice. */
export function launchOf(
  round: number,
  costs: Readonly<Record<string, ItemCosts>>,
  cycles = 10,
): CompletedLaunch {
  const scenarios = Object.keys(costs);
  const cycle = [...scenarios.keys(), ...[...scenarios.keys()].toReversed()];
  const side = Array.from({ length: cycles }, () => cycle).flat();
  const each = Object.values(costs);
  const cpuMs = side.map((index) => ITEMS * (each[index]?.[1] ?? 0));
  return {
    ...{ phase: round < 0 ? 'warm-up' : 'sample', round, startedAt: STARTED, scenarios },
    ...{ status: 'completed', mockLatencyMs: 0, batchSize: 5, warmupItems: 300 },
    sides: scenarios.map(() => ({
      ...{ readyMs: 200, kernelCpuMs: 900, ownCpuMs: 890, stoppedCpuMs: 0.1 },
      latencies: latenciesOf(2 * ITEMS * cycles),
    })),
    slices: {
      side,
      items: side.map(() => ITEMS),
      ms: side.map((index) => ITEMS * (each[index]?.[0] ?? 1)),
      cpuMs: each.some(([, cpu]) => cpu === null) ? null : cpuMs,
    },
  };
}

export function failedLaunch(
  round: number,
  scenario: string | null,
  message = 'no pass after 30 s',
): FailedLaunch {
  const phase = round < 0 ? 'warm-up' : 'sample';
  const scenarios = scenario === null ? ['single-threaded'] : [scenario];
  return { phase, round, startedAt: STARTED, scenarios, status: 'failed', scenario, message };
}

/** One round in which copies of the floor's work took `times` as long together as alone. */
export function capacityOf(round: number, copies: number, times: number): Capacity {
  return {
    ...{ round, startedAt: STARTED, scenario: 'bare-work', copies, items: 20 },
    ...{ aloneMs: [10, 10, 12], togetherMs: [10 * times, 10 * times, 9 * times] },
  };
}

/** The whole run with a pilot and eight launches; `broken` is in none of them. */
export function liveRun(): RunFile {
  const { scenarios, trials } = wholeRun();
  return runOf(scenarios, trials, {
    launches: [-1, 0, 1, 2, 3, 4, 5, 6, 7].map((round) => launchOf(round, costsIn(round))),
    capacities: [0, 1, 2].map((round) => capacityOf(round, 2, 1.5 + 0.02 * round)),
  });
}

function costsIn(round: number): Readonly<Record<string, ItemCosts>> {
  // The machine's speed differs between launches, and worker-threads by itself besides.
  const speed = round === -1 ? 1.5 : 1 + ((round * 3) % 8) / 40;
  const own = 1 + 0.01 * (round % 3);
  return {
    'bare-work': [0.4 * speed, 0.39 * speed],
    'single-threaded': [0.55 * speed, 0.56 * speed],
    'worker-threads': [0.42 * speed * own, 0.62 * speed],
    'child-processes': [0.4 * speed, 0.64 * speed],
  };
}
