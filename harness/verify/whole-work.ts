import { isDeepStrictEqual } from 'node:util';

import { failureOf, readReport, type TrialReport } from '../engine/trial-report.ts';
import type { LaunchResult } from '../measure/messages.ts';
import { workerReportFaults } from '../engine/worker-reports.ts';
import type { EndLine, ResultProof } from '../trial/protocol.ts';
import { ResultTally } from '../trial/result-tally.ts';
import type { Outcome, Subject } from './step.ts';
import { cycled } from './workloads/pair.ts';

/** What one trial must come to. */
export interface WholeWork {
  readonly items: number;
  readonly workers: number;
  /** Result lines of the workload's items, which start again after the last. */
  readonly lines: readonly string[];
  /** Bytes that each of these items fetches; of a simple workload none. */
  readonly bodyBytes?: readonly number[];
}

/** What differs from it, the cause before what follows from it. */
export function wholeOutcome(launched: LaunchResult, work: WholeWork, subject: Subject): Outcome {
  const report = failureOf(launched) ?? readReport(launched.report);
  const problem = 'cause' in report ? report.message : reportProblem(report, work, subject);
  return { problem, stderr: launched.stderrTail };
}

/** Why a proof is not that of these lines, from item `first` on. */
export function proofProblem(
  proof: ResultProof,
  lines: readonly string[],
  count: number,
  first = 0,
): string | null {
  const [example] = proof.failureExamples;
  if (example !== undefined) {
    return `${proof.failures} items failed that do not fail elsewhere; item ${example.item}: ${example.message}`;
  }
  if (proof.surplus > 0) {
    return `${proof.surplus} results too many: call collector.collect() once per batch, with the index of its first item`;
  }
  if (proof.unique < count) {
    return `${proof.unique} of ${count} items have a result: pass every batch to collector.collect() before run() resolves`;
  }
  if (proof.digest === digestOf(cycled(lines, count, first), first)) return null;
  return 'other results than asked: pass on the lines that openWorkload gives, each at the index of its item';
}

function reportProblem(
  { pass, end }: TrialReport,
  { items, workers, lines, bodyBytes = [0] }: WholeWork,
  subject: Subject,
): string | null {
  const proof = proofProblem(pass.proof, lines, items);
  if (proof !== null) return proof;
  const [fault] = workerReportFaults(end, items);
  if (fault !== undefined) return fault;
  const ids = end.workers.map(({ id }) => id).sort((a, b) => a - b);
  // A pool may leave workers without work, and never hear of them.
  if (ids.length > workers || !isDeepStrictEqual(ids, [...ids.keys()])) {
    return `collector.worker() got reports of the workers ${ids.join(', ')}: it must get one per worker, with the ids 0 to ${workers - 1}`;
  }
  return waitsProblem(end, items, subject) ?? bytesProblem(end, sum(cycled(bodyBytes, items)));
}

function waitsProblem(
  { workers, loops }: EndLine,
  items: number,
  { model }: Subject,
): string | null {
  const latencies = sum(workers.flatMap((worker) => worker.latencies.map(([, times]) => times)));
  // A floor waits for nothing.
  if (model.kind === 'model' && latencies !== items) {
    return `collector.worker() got ${latencies} latencies, not ${items}: a LatencyHistogram must be given to each run() of what openWorkload opens`;
  }
  if (loops.filter(({ role }) => role === 'main').length === 1) return null;
  return 'collector.loop() got a report of the first process, which reports itself';
}

function bytesProblem({ workers }: EndLine, asked: number): string | null {
  const bytes = sum(workers.map(({ bodyBytes }) => bodyBytes));
  if (bytes === asked) return null;
  return `collector.worker() got ${bytes} body bytes, not ${asked}: add up "bodyBytes" of each run()`;
}

function digestOf(lines: readonly string[], first: number): string {
  const tally = new ResultTally({ first, count: lines.length });
  tally.add({ first, lines, failures: [] });
  return tally.proof().digest;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
