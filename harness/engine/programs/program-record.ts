import type { Served, TrialRecord } from '../../../results/format.ts';
import { METRIC_NAMES } from '../../../results/metrics.ts';
import type { LaunchResult } from '../../measure/messages.ts';
import { programDifferences } from '../equal-work.ts';
import { type Reading, recordOf, type SeenTrial } from '../record.ts';
import { treeMetrics } from '../trial-metrics.ts';
import { type ProgramReport, readProgramReport } from './program-report.ts';

/** Why a metric is null that only code within Node could report. */
const NOT_REPORTED = 'a program in another language does not report it';

const OF_PROGRAM: Reading<ProgramReport> = {
  read: readProgramReport,
  differences: (expected, { pass: { proof } }, served) =>
    programDifferences(expected, proof, served),
  figures: (launched, report, served) => ({
    ...metrics(launched, report, served),
    figures: { ...report.counters },
    ...{ loops: [], workers: [], latencies: [] },
  }),
};

/** Turns what was seen of a program model into its record: completed, invalid or failed. */
export function programModelRecord(seen: SeenTrial): TrialRecord {
  return recordOf(seen, OF_PROGRAM);
}

function metrics(launched: LaunchResult, report: ProgramReport, served: Served | null) {
  const { spawnedAtMs, exitedAtMs } = launched;
  const { firstResultAtMs, lastResultAtMs } = report;
  const tree = treeMetrics(launched);
  const known: Readonly<Record<string, number | null>> = {
    ...tree.metrics,
    workersReadyMs: report.pass.startedAtMs - spawnedAtMs,
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
