import type { CountersReport } from '../../mock-server/client.ts';
import type { CompletedTrial, Scenario, Served, TrialRecord } from '../../results/format.ts';
import { mergeLatencies } from '../../results/latencies.ts';
import type { LaunchResult } from '../measure/messages.ts';
import { workDifferences } from './equal-work.ts';
import { failureOf } from './failure.ts';
import { modelMetrics } from './trial-metrics.ts';
import { readReport, type TrialReport } from './trial-report.ts';

/** What identifies a trial within its run. */
export type TrialHead = Pick<
  CompletedTrial,
  'scenario' | 'round' | 'phase' | 'position' | 'startedAt'
>;

/** Turns what was seen of a trial into its record: completed, invalid or failed. */
export function trialRecord(input: {
  readonly head: TrialHead;
  readonly scenario: Scenario;
  readonly launched: LaunchResult;
  /** Null for what makes no requests. */
  readonly counters: CountersReport | null;
}): TrialRecord {
  const { head, launched, counters } = input;
  const { expected } = input.scenario;
  if (expected === null) throw new Error(`nothing is expected of ${head.scenario}`);
  const { exitCode, signal, stderrTail: stderr } = launched;
  const report = failureOf(launched) ?? readReport(launched.report);
  if ('cause' in report) return { ...head, status: 'failed', ...report, exitCode, signal, stderr };

  const { end } = report;
  const { proof } = report.pass;
  const served = counters && servedOf(counters);
  const reasons = workDifferences(expected, { proof, workers: end.workers, served });
  if (reasons.length > 0) {
    const { failuresByKind, digest } = proof;
    return { ...head, status: 'invalid', reasons: [...reasons], failuresByKind, digest, served };
  }
  return { ...head, ...completed(launched, report, served) };
}

function completed(launched: LaunchResult, { pass, end }: TrialReport, served: Served | null) {
  const start = launched.spawnedAtMs;
  const { first, count, startedAtMs, endedAtMs, proof } = pass;
  const timed = { startedMs: startedAtMs - start, endedMs: endedAtMs - start };
  return {
    status: 'completed' as const,
    ...modelMetrics(launched, end, served),
    figures: {},
    digest: proof.digest,
    passes: [{ first, items: count, ...timed, digest: proof.digest }],
    served,
    loops: [...end.loops],
    workers: end.workers.map(({ id, readyAtMs, endedAtMs, items, bodyBytes }) => ({
      id,
      readyMs: readyAtMs - start,
      endedMs: endedAtMs - start,
      items,
      bodyBytes,
    })),
    latencies: mergeLatencies(end.workers.map(({ latencies }) => latencies)).map(
      ([bucket, items]) => [bucket, items] as [number, number],
    ),
    memory: memoryOf(launched),
    machine: machineOf(launched),
  };
}

function memoryOf({ memory }: LaunchResult): CompletedTrial['memory'] {
  return (
    memory && {
      atMs: [...memory.timeline.atMs],
      rssBytes: [...memory.timeline.rssBytes],
      pssBytes: memory.timeline.pssBytes && [...memory.timeline.pssBytes],
      processes: memory.processes.map(({ pid, rssBytes }) => ({ pid, rssBytes: [...rssBytes] })),
    }
  );
}

/** What else the machine did. */
export function machineOf({ load }: LaunchResult): CompletedTrial['machine'] {
  return {
    stealShare: load.stealShare,
    foreignCpuShare: load.foreignShare,
    cpuPressureShare: load.pressureShare,
  };
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
