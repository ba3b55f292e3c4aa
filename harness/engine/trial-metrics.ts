import type { MetricName } from '../../results/metrics.ts';
import type { Served } from '../../results/format.ts';
import { latencyQuantile, mergeLatencies } from '../../results/latencies.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { EndLine } from '../trial/protocol.ts';

type Metrics<Name extends MetricName = MetricName> = Record<Name, number | null>;

/** Figures with the reason for each that is null. */
export interface MeasuredMetrics<Name extends MetricName = MetricName> {
  readonly metrics: Metrics<Name>;
  readonly unavailable: Record<string, string>;
}

type TreeMetric =
  | 'wallMs'
  | 'cpuMs'
  | 'cpuUserMs'
  | 'cpuSystemMs'
  | 'peakRssBytes'
  | 'peakPssBytes'
  | 'samplerCpuMs';

/** What the launcher measures of any process tree. */
export function treeMetrics(launched: LaunchResult): MeasuredMetrics<TreeMetric> {
  const { cpu, memory, spawnedAtMs, exitedAtMs, samplerCpuMs } = launched;
  return withReasons(launched, {
    wallMs: exitedAtMs - spawnedAtMs,
    cpuMs: cpu === null ? null : cpu.userMs + cpu.systemMs,
    cpuUserMs: cpu?.userMs ?? null,
    cpuSystemMs: cpu?.systemMs ?? null,
    peakRssBytes: memory?.peakRssBytes ?? null,
    peakPssBytes: memory?.peakPssBytes ?? null,
    samplerCpuMs,
  });
}

/** The same with what the model says of itself, and the mock server of the model. */
export function modelMetrics(
  launched: LaunchResult,
  end: EndLine,
  served: Served | null,
): MeasuredMetrics {
  return withReasons(launched, {
    ...treeMetrics(launched).metrics,
    ...phases(launched, end),
    ...ownAccount(end),
    messages: end.messages,
    boundaryBytes: end.boundaryBytes,
    requests: served?.requests ?? null,
    responseBytes: served?.bodyBytes ?? null,
    ...lostTime(end),
  });
}

/** What failed attempts have cost; null where a worker does not count them. */
function lostTime({ workers }: EndLine) {
  const lost = workers.flatMap((worker) => worker.lost ?? []);
  if (lost.length < workers.length) return { retries: null, lostMs: null };
  const sum = (of: 'retries' | 'lostMs') => lost.reduce((total, one) => total + one[of], 0);
  return { retries: sum('retries'), lostMs: sum('lostMs') };
}

function withReasons<Name extends MetricName>(
  launched: LaunchResult,
  metrics: Metrics<Name>,
): MeasuredMetrics<Name> {
  const missing = Object.entries(metrics).filter(([, value]) => value === null);
  const unavailable = Object.fromEntries(
    missing.map(([name]) => [name, reasonFor(name, launched)]),
  );
  return { metrics, unavailable };
}

function phases({ spawnedAtMs, exitedAtMs }: LaunchResult, end: EndLine) {
  const since = (atMs: number | null) => atMs && atMs - spawnedAtMs;
  return {
    bootMs: end.bootedAtMs - spawnedAtMs,
    workersReadyMs: Math.max(...end.workers.map(({ readyAtMs }) => readyAtMs)) - spawnedAtMs,
    firstResultMs: since(end.firstResultAtMs),
    lastResultMs: since(end.lastResultAtMs),
    teardownMs: end.lastResultAtMs && exitedAtMs - end.lastResultAtMs,
  };
}

/** What the loops say of themselves: CPU of processes only, since a thread's is in its process's. */
function ownAccount(end: EndLine) {
  const processes = end.loops.filter(({ owner }) => owner === 'process');
  const latencies = mergeLatencies(end.workers.map((worker) => worker.latencies));
  return {
    cpuSelfMs: processes.reduce((sum, loop) => sum + loop.cpuUserMs + loop.cpuSystemMs, 0),
    loopUtilization: busiest(end.loops.map((loop) => loop.loopUtilization)),
    processes: processes.length,
    latencyP50Ms: latencyQuantile(latencies, 0.5),
    latencyP90Ms: latencyQuantile(latencies, 0.9),
    latencyP99Ms: latencyQuantile(latencies, 0.99),
  };
}

/** Null where the busiest may be one that is not known. */
function busiest(shares: readonly (number | null)[]): number | null {
  const known = shares.filter((share) => share !== null);
  return known.length < shares.length ? null : Math.max(...known);
}

function reasonFor(metric: string, { unavailable }: LaunchResult): string {
  if (metric.startsWith('cpu')) return unavailable.cpu ?? 'not reported';
  if (metric === 'peakPssBytes')
    return unavailable.peakPssBytes ?? unavailable.memory ?? 'not reported';
  if (metric === 'peakRssBytes') return unavailable.memory ?? 'not reported';
  if (metric === 'retries' || metric === 'lostMs') return 'attempts are not counted';
  if (metric === 'loopUtilization')
    return 'the runtime does not measure how busy its event loops are';
  return 'this model makes no requests';
}
