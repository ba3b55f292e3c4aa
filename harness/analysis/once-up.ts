import type { CompletedLaunch, FailedLaunch, RunFile, Scenario } from '../../results/format.ts';
import { latencyQuantile } from '../../results/latencies.ts';
import type { LiveMetricName } from '../../results/live-metrics.ts';
import type { Interval } from '../stats/interval.ts';
import { medianInterval } from '../stats/median.ts';
import { ratioOfLogs, type RatioInterval } from '../stats/ratio.ts';
import { itemCost, launchesOf, launchRatio } from './launches.ts';
import { isValid } from './trials.ts';

/** What a model costs once its workers are up, as in a server: from launches, each of them one value. */
export interface OnceUp {
  readonly launches: number;
  readonly itemMs: Interval;
  /** Null where the system does not say; so are all that follow where they cannot be had. */
  readonly itemCpuMs: Interval | null;
  readonly latencyP50Ms: Interval | null;
  readonly latencyP99Ms: Interval | null;
  /** Time of its baseline over its own, in the same launch: 2 is twice as fast. */
  readonly speedup: RatioInterval | null;
  /** CPU as a multiple of its floor's in the same launch. */
  readonly cpuOverFloor: RatioInterval | null;
}

/** Null for a scenario that no launch measured, or that failed in one. */
export function onceUp(run: RunFile, scenario: Scenario, confidence: number): OnceUp | null {
  const { id, kind, baseline } = scenario;
  const launches = measured(run, [id]);
  if (launches.length === 0) return null;
  const median = (values: readonly (number | null)[]) => medianOf(values, confidence);
  const itemMs = median(launches.map((launch) => itemCost(launch, id).ms));
  if (itemMs === null) return null;
  const waited = (quantile: number) => median(launches.map((one) => waitedIn(one, id, quantile)));
  const over = (head: string | null, base: string | null, metric: LiveMetricName) =>
    head === null || base === null ? null : ratioByLaunch(run, head, base, metric, confidence);
  return {
    ...{ launches: launches.length, itemMs },
    itemCpuMs: median(launches.map((launch) => itemCost(launch, id).cpuMs)),
    ...{ latencyP50Ms: waited(0.5), latencyP99Ms: waited(0.99) },
    speedup: over(baseline, id, 'itemMs'),
    cpuOverFloor: over(id, kind === 'floor' ? id : scenario.floor, 'itemCpuMs'),
  };
}

/** Head over base in every launch of both; null unless both did the work in all of theirs. */
export function ratioByLaunch(
  run: RunFile,
  headId: string,
  baseId: string,
  metric: LiveMetricName,
  confidence: number,
): RatioInterval | null {
  const logs = measured(run, [headId, baseId]).map((launch) => {
    const { timeLog, cpuLog } = launchRatio(launch, headId, baseId);
    return metric === 'itemMs' ? timeLog : cpuLog;
  });
  const known = logs.filter((log) => log !== null);
  return known.length === 0 || known.length < logs.length ? null : ratioOfLogs(known, confidence);
}

/** Launches without figures, the pilot among them, in the order they ran. */
export function failedLaunches({ launches }: RunFile): readonly FailedLaunch[] {
  return launches.filter((launch) => launch.status === 'failed');
}

/** As with trials, a scenario that failed once has no figures. */
function measured(run: RunFile, ids: readonly string[]) {
  const failed = failedLaunches(run).map(({ scenario }) => scenario);
  const counts = ids.every((id) => isValid(run, id) && !failed.includes(id));
  return counts ? launchesOf(run, ids) : [];
}

/** Latencies are of the warm-up too, so null where that may be all that lies beyond the quantile. */
function waitedIn(
  { scenarios, sides, warmupItems }: CompletedLaunch,
  id: string,
  quantile: number,
): number | null {
  const latencies = sides[scenarios.indexOf(id)]?.latencies ?? [];
  const items = latencies.reduce((sum, [, count]) => sum + count, 0);
  return warmupItems > (1 - quantile) * items ? null : latencyQuantile(latencies, quantile);
}

function medianOf(values: readonly (number | null)[], confidence: number): Interval | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : medianInterval(known, confidence);
}
