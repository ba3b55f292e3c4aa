import type { CountersReport } from '../../mock-server/client.ts';
import type {
  CompletedTrial,
  ExpectedWork,
  FailedTrial,
  Scenario,
  Served,
  TrialRecord,
} from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { histogramQuantile, mergeHistograms } from '../../scenarios/latency-histogram.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { TrialReport } from '../trial/protocol.ts';
import { unequalWork } from './equal-work.ts';

/** What identifies a trial within its run. */
export type TrialHead = Pick<CompletedTrial, 'scenario' | 'round' | 'position' | 'startedAt'>;

/** Turns what was seen of a trial into its record: completed, invalid or failed. */
export function trialRecord(input: {
  readonly head: TrialHead;
  readonly scenario: Scenario;
  readonly expected: ExpectedWork;
  readonly launched: LaunchResult;
  /** Null where the work does not use the mock server. */
  readonly counters: CountersReport | null;
}): TrialRecord {
  const { head, launched, expected, counters } = input;
  const failure = failureOf(launched);
  if (failure !== null) return { ...head, status: 'failed', ...failure };

  const report = JSON.parse(launched.report) as TrialReport;
  const served = input.scenario.kind === 'floor' || counters === null ? null : servedOf(counters);
  const reasons = unequalWork(expected, report.results, served);
  if (reasons.length > 0) {
    const { failuresByKind, digest } = report.results;
    return { ...head, status: 'invalid', reasons: [...reasons], failuresByKind, digest, served };
  }
  return { ...head, ...completed(launched, report, served) };
}

function failureOf(launched: LaunchResult): Omit<FailedTrial, keyof TrialHead | 'status'> | null {
  const { exitCode, signal, stderrTail: stderr } = launched;
  const failed = (cause: FailedTrial['cause'], message: string) => ({
    cause,
    message,
    exitCode,
    signal,
    stderr,
  });
  if (launched.spawnError !== null) return failed('spawn', launched.spawnError);
  if (launched.aborted) return failed('aborted', 'ended because the run was interrupted');
  if (launched.timedOut) return failed('timeout', 'ended because it took longer than --timeout');
  if (signal !== null) return failed('signal', `killed by ${signal}`);
  if (exitCode !== 0) return failed('exit-code', `exit code ${exitCode ?? '?'}`);
  if (!launched.report.endsWith('\n')) return failed('no-report', 'ended without a report');
  if (launched.leftovers > 0)
    return failed('leftovers', `left ${launched.leftovers} processes running`);
  return null;
}

function completed(launched: LaunchResult, report: TrialReport, served: Served | null) {
  const start = launched.spawnedAtMs;
  const { metrics, unavailable } = metricsOf(launched, report, served);
  const { memory } = launched;
  return {
    status: 'completed' as const,
    metrics,
    unavailable,
    digest: report.results.digest,
    served,
    loops: [...report.loops],
    workers: report.workers.map(({ id, readyAtMs, endedAtMs, items, bodyBytes }) => ({
      id,
      readyMs: readyAtMs - start,
      endedMs: endedAtMs - start,
      items,
      bodyBytes,
    })),
    latencies: mergeHistograms(report.workers.map(({ latencies }) => latencies)).map(
      ([bucket, count]) => [bucket, count] as [number, number],
    ),
    memory: memory && {
      atMs: [...memory.timeline.atMs],
      rssBytes: [...memory.timeline.rssBytes],
      pssBytes: memory.timeline.pssBytes && [...memory.timeline.pssBytes],
      processes: memory.processes.map(({ pid, rssBytes }) => ({ pid, rssBytes: [...rssBytes] })),
    },
    machine: {
      stealShare: launched.load.stealShare,
      foreignCpuShare: launched.load.foreignShare,
      cpuPressureShare: launched.load.pressureShare,
    },
  };
}

type Metrics = Record<MetricName, number | null>;

function metricsOf(launched: LaunchResult, report: TrialReport, served: Served | null) {
  const { cpu, memory } = launched;
  const metrics: Metrics = {
    wallMs: launched.exitedAtMs - launched.spawnedAtMs,
    cpuMs: cpu === null ? null : cpu.userMs + cpu.systemMs,
    cpuUserMs: cpu?.userMs ?? null,
    cpuSystemMs: cpu?.systemMs ?? null,
    peakRssBytes: memory?.peakRssBytes ?? null,
    peakPssBytes: memory?.peakPssBytes ?? null,
    ...phases(launched, report),
    ...ownAccount(report),
    messages: report.messages,
    boundaryBytes: report.boundaryBytes,
    requests: served?.requests ?? null,
    responseBytes: served?.bodyBytes ?? null,
    samplerCpuMs: launched.samplerCpuMs,
  };
  const unavailable: Record<string, string> = {};
  for (const [name, value] of Object.entries(metrics)) {
    if (value === null) unavailable[name] = reasonFor(name, launched);
  }
  return { metrics, unavailable };
}

function phases({ spawnedAtMs, exitedAtMs }: LaunchResult, report: TrialReport) {
  const since = (atMs: number | null) => atMs && atMs - spawnedAtMs;
  return {
    bootMs: report.bootedAtMs - spawnedAtMs,
    workersReadyMs: Math.max(...report.workers.map(({ readyAtMs }) => readyAtMs)) - spawnedAtMs,
    firstResultMs: since(report.firstResultAtMs),
    lastResultMs: since(report.lastResultAtMs),
    teardownMs: report.lastResultAtMs && exitedAtMs - report.lastResultAtMs,
  };
}

/** What the loops say of themselves: CPU of processes only, since a thread's is in its process's. */
function ownAccount(report: TrialReport) {
  const processes = report.loops.filter(({ owner }) => owner === 'process');
  const latencies = mergeHistograms(report.workers.map((worker) => worker.latencies));
  return {
    cpuSelfMs: processes.reduce((sum, loop) => sum + loop.cpuUserMs + loop.cpuSystemMs, 0),
    loopUtilization: Math.max(...report.loops.map((loop) => loop.loopUtilization)),
    processes: processes.length,
    latencyP50Ms: histogramQuantile(latencies, 0.5),
    latencyP90Ms: histogramQuantile(latencies, 0.9),
    latencyP99Ms: histogramQuantile(latencies, 0.99),
  };
}

function reasonFor(metric: string, { unavailable }: LaunchResult): string {
  if (metric.startsWith('cpu')) return unavailable.cpu ?? 'not reported';
  if (metric === 'peakPssBytes')
    return unavailable.peakPssBytes ?? unavailable.memory ?? 'not reported';
  if (metric === 'peakRssBytes') return unavailable.memory ?? 'not reported';
  return 'this model makes no requests';
}

function servedOf(counters: CountersReport): Served {
  const { requests, byStatus, bodyBytes, maxInFlight, connections, loopUtilization } = counters;
  return {
    requests,
    byStatus: { ...byStatus },
    bodyBytes,
    maxInFlight,
    connections,
    cpuMs: counters.cpuUserMs + counters.cpuSystemMs,
    loopUtilization,
  };
}
