import type { CountersReport } from '../../mock-server/client.ts';
import type {
  CompletedTrial,
  ExpectedWork,
  Scenario,
  Served,
  TrialRecord,
} from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { histogramQuantile, mergeHistograms } from '../../scenarios/latency-histogram.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { EndLine } from '../trial/protocol.ts';
import { workDifferences } from './equal-work.ts';
import { failureOf } from './failure.ts';
import { readReport, type TrialReport } from './trial-report.ts';

/** What identifies a trial within its run. */
export type TrialHead = Pick<CompletedTrial, 'scenario' | 'round' | 'position' | 'startedAt'>;

/** Turns what was seen of a trial into its record: completed, invalid or failed. */
export function trialRecord(input: {
  readonly head: TrialHead;
  readonly scenario: Scenario;
  readonly expected: ExpectedWork;
  readonly launched: LaunchResult;
  readonly counters: CountersReport;
}): TrialRecord {
  const { head, launched, expected } = input;
  const { exitCode, signal, stderrTail: stderr } = launched;
  const report = failureOf(launched) ?? readReport(launched.report);
  if ('cause' in report) return { ...head, status: 'failed', ...report, exitCode, signal, stderr };

  const { proof, end } = report;
  const served = input.scenario.kind === 'floor' ? null : servedOf(input.counters);
  const reasons = workDifferences(expected, { proof, workers: end.workers, served });
  if (reasons.length > 0) {
    const { failuresByKind, digest } = proof;
    return { ...head, status: 'invalid', reasons: [...reasons], failuresByKind, digest, served };
  }
  return { ...head, ...completed(launched, report, served) };
}

function completed(launched: LaunchResult, { proof, end }: TrialReport, served: Served | null) {
  const start = launched.spawnedAtMs;
  const { metrics, unavailable } = metricsOf(launched, end, served);
  const { memory } = launched;
  return {
    status: 'completed' as const,
    metrics,
    unavailable,
    digest: proof.digest,
    served,
    loops: [...end.loops],
    workers: end.workers.map(({ id, readyAtMs, endedAtMs, items, bodyBytes }) => ({
      id,
      readyMs: readyAtMs - start,
      endedMs: endedAtMs - start,
      items,
      bodyBytes,
    })),
    latencies: mergeHistograms(end.workers.map(({ latencies }) => latencies)).map(
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

function metricsOf(launched: LaunchResult, end: EndLine, served: Served | null) {
  const { cpu, memory } = launched;
  const metrics: Metrics = {
    wallMs: launched.exitedAtMs - launched.spawnedAtMs,
    cpuMs: cpu === null ? null : cpu.userMs + cpu.systemMs,
    cpuUserMs: cpu?.userMs ?? null,
    cpuSystemMs: cpu?.systemMs ?? null,
    peakRssBytes: memory?.peakRssBytes ?? null,
    peakPssBytes: memory?.peakPssBytes ?? null,
    ...phases(launched, end),
    ...ownAccount(end),
    messages: end.messages,
    boundaryBytes: end.boundaryBytes,
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
  const latencies = mergeHistograms(end.workers.map((worker) => worker.latencies));
  return {
    cpuSelfMs: processes.reduce((sum, loop) => sum + loop.cpuUserMs + loop.cpuSystemMs, 0),
    loopUtilization: Math.max(...end.loops.map((loop) => loop.loopUtilization)),
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
