import type { CompletedLaunch, RunFile, Scenario } from '../../results/format.ts';
import { latencyQuantile } from '../../results/latencies.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { compare, type Comparison } from './comparison.ts';
import { countedLaunches } from './counted-launches.ts';
import { itemCost } from './launches.ts';

/** What a model costs once its workers are up, as in a server: from launches, each of them one value. */
export interface OnceUp {
  readonly launches: number;
  readonly itemMs: Interval;
  /** Null where the system does not say; so are all that follow where they cannot be had. */
  readonly itemCpuMs: Interval | null;
  readonly latencyP50Ms: Interval | null;
  readonly latencyP99Ms: Interval | null;
  /** Time of its baseline over its own, in the same launch: 2 is twice as fast. */
  readonly speedup: Comparison | null;
  /** CPU as a multiple of its floor's in the same launch. */
  readonly cpuOverFloor: Comparison | null;
}

/** Null for a scenario that no launch measured, or that failed in one. */
export function onceUp(run: RunFile, scenario: Scenario, confidence: number): OnceUp | null {
  const { id, kind, baseline } = scenario;
  const launches = countedLaunches(run, [id]);
  if (launches.length === 0) return null;
  const median = (values: readonly (number | null)[]) => medianOf(values, confidence);
  const itemMs = median(launches.map((launch) => itemCost(launch, id).ms));
  if (itemMs === null) return null;
  const waited = (quantile: number) => median(launches.map((one) => waitedIn(one, id, quantile)));
  const floor = kind === 'floor' ? id : scenario.floor;
  return {
    ...{ launches: launches.length, itemMs },
    itemCpuMs: median(launches.map((launch) => itemCost(launch, id).cpuMs)),
    ...{ latencyP50Ms: waited(0.5), latencyP99Ms: waited(0.99) },
    speedup: baseline === null ? null : compare(run, baseline, id, 'itemMs'),
    cpuOverFloor: floor === null ? null : compare(run, id, floor, 'itemCpuMs'),
  };
}

/**
 * Older runs have latencies of the warm-up as well: null where these may be all that lies beyond the
 * quantile.
 */
function waitedIn(
  { scenarios, sides, slices }: CompletedLaunch,
  id: string,
  quantile: number,
): number | null {
  const own = scenarios.indexOf(id);
  const latencies = sides[own]?.latencies ?? [];
  const waited = latencies.reduce((sum, [, count]) => sum + count, 0);
  const measured = slices.items.reduce((sum, n, at) => sum + (slices.side[at] === own ? n : 0), 0);
  return waited - measured > (1 - quantile) * waited ? null : latencyQuantile(latencies, quantile);
}

function medianOf(values: readonly (number | null)[], confidence: number): Interval | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : medianInterval(known, confidence);
}
