import { isDeepStrictEqual } from 'node:util';

import { failureOf, readReport, type TrialReport } from '../engine/trial-report.ts';
import type { LaunchResult } from '../measure/messages.ts';
import type { ResultProof } from '../trial/protocol.ts';
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
  if (proof.failures > 0) return `${proof.failures} items failed that do not fail elsewhere`;
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
  { pass, end: { workers, loops } }: TrialReport,
  { items, workers: asked, lines, bodyBytes = [0] }: WholeWork,
  { model }: Subject,
): string | null {
  const proof = proofProblem(pass.proof, lines, items);
  if (proof !== null) return proof;
  // A floor waits for nothing.
  const waits = model.kind === 'floor' ? null : items;
  if (workers.length === 0) return 'collector.worker() was never called: call it once per worker';
  const ids = workers.map(({ id }) => id).sort((a, b) => a - b);
  // A pool may leave workers without work, and never hear of them.
  if (workers.length > asked || !isDeepStrictEqual(ids, [...workers.keys()])) {
    return `reports of the workers ${ids.join(', ')}: call collector.worker() once per worker, with the ids 0 to ${asked - 1}`;
  }
  const done = sum(workers.map((worker) => worker.items));
  if (done !== items) return `its workers report ${done} items, not ${items}`;
  const bytes = sum(workers.map((worker) => worker.bodyBytes));
  const askedBytes = sum(cycled(bodyBytes, items));
  if (bytes !== askedBytes) return `its workers report ${bytes} body bytes, not ${askedBytes}`;
  const latencies = sum(workers.flatMap((worker) => worker.latencies.map(([, times]) => times)));
  if (waits !== null && latencies !== waits) {
    return `its workers report ${latencies} latencies, not ${waits}: pass a LatencyHistogram to run()`;
  }
  if (loops.filter(({ role }) => role === 'main').length === 1) return null;
  return 'collector.loop() is for other loops than that of the first process, which reports itself';
}

function digestOf(lines: readonly string[], first: number): string {
  const tally = new ResultTally({ first, count: lines.length });
  tally.add({ first, lines, failures: [] });
  return tally.proof().digest;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
