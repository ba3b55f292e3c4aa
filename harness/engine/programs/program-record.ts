import type { CountersReport } from '../../../mock-server/client.ts';
import type { Scenario, Served, TrialRecord } from '../../../results/format.ts';
import { METRIC_NAMES } from '../../../results/metrics.ts';
import type { LaunchResult } from '../../measure/messages.ts';
import { programDifferences } from '../equal-work.ts';
import {
  failed,
  invalid,
  machineOf,
  memoryOf,
  possible,
  servedOf,
  type TrialHead,
} from '../record.ts';
import { treeMetrics } from '../trial-metrics.ts';
import { type ProgramReport, readProgramReport } from './program-report.ts';

/** Why a metric is null that only code within Node could report. */
const NOT_REPORTED = 'a program in another language does not report it';

/** Turns what was seen of a program model into its record: completed, invalid or failed. */
export function programModelRecord(input: {
  readonly head: TrialHead;
  readonly scenario: Scenario;
  readonly launched: LaunchResult;
  /** Null for what makes no requests. */
  readonly counters: CountersReport | null;
}): TrialRecord {
  const { head, launched, counters } = input;
  const { expected } = input.scenario;
  if (expected === null) throw new Error(`nothing is expected of ${head.scenario}`);
  const report = readProgramReport(launched, expected.items);
  if ('cause' in report) return failed(head, launched, report);
  const served = counters && servedOf(counters);
  const reasons = programDifferences(expected, report.proof, served);
  if (reasons.length > 0) return invalid(head, report.proof, served, reasons);
  return possible({ ...head, ...completed(launched, report, expected.items, served) }, launched);
}

function completed(
  launched: LaunchResult,
  { proof, counters, readyAtMs, doneAtMs, ...report }: ProgramReport,
  items: number,
  served: Served | null,
) {
  const start = launched.spawnedAtMs;
  const timed = { startedMs: readyAtMs - start, endedMs: doneAtMs - start };
  return {
    status: 'completed' as const,
    ...metrics(launched, { proof, counters, readyAtMs, doneAtMs, ...report }, served),
    figures: { ...counters },
    digest: proof.digest,
    passes: [{ first: 0, items, ...timed, digest: proof.digest }],
    ...{ served, loops: [], workers: [], latencies: [] },
    memory: memoryOf(launched),
    machine: machineOf(launched),
  };
}

function metrics(launched: LaunchResult, report: ProgramReport, served: Served | null) {
  const { spawnedAtMs, exitedAtMs } = launched;
  const { readyAtMs, firstResultAtMs, lastResultAtMs } = report;
  const tree = treeMetrics(launched);
  const known: Readonly<Record<string, number | null>> = {
    ...tree.metrics,
    workersReadyMs: readyAtMs - spawnedAtMs,
    firstResultMs: firstResultAtMs && firstResultAtMs - spawnedAtMs,
    lastResultMs: lastResultAtMs && lastResultAtMs - spawnedAtMs,
    teardownMs: lastResultAtMs && exitedAtMs - lastResultAtMs,
    requests: served?.requests ?? null,
    responseBytes: served?.bodyBytes ?? null,
  };
  const values = METRIC_NAMES.map((name) => [name, known[name] ?? null] as const);
  const missing = values.filter(([, value]) => value === null);
  return {
    metrics: Object.fromEntries(values),
    unavailable: {
      ...Object.fromEntries(missing.map(([name]) => [name, NOT_REPORTED])),
      ...tree.unavailable,
    },
  };
}
