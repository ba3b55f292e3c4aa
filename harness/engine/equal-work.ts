import type { ExpectedWork, Served } from '../../results/format.ts';
import type { WorkerReport } from '../contract.ts';
import type { EndLine, ResultProof } from '../trial/protocol.ts';

/** What a trial says of the work it has done. */
export interface DoneWork {
  readonly proof: ResultProof;
  readonly end: EndLine;
  /** As the mock server counted; null for models that make no requests. */
  readonly served: Served | null;
}

/** Failed items that a reason names. */
const NAMED_FAILURES = 3;
/** Of an item or a message in a reason, in characters. */
const SHOWN_LENGTH = 200;

/** In what a trial did other work than asked; empty when it did the same. */
export function workDifferences(
  expected: ExpectedWork,
  { proof, end, served }: DoneWork,
): readonly string[] {
  const reasons = [...resultDifferences(expected, proof), ...reportDifferences(expected, end)];
  if (expected.http !== null && served !== null) {
    reasons.push(...requestDifferences(expected.http, served));
  }
  return reasons;
}

function resultDifferences(expected: ExpectedWork, proof: ResultProof): readonly string[] {
  const { unique, surplus, digest, failures } = proof;
  const reasons: string[] = [];
  if (failures > 0) reasons.push(failureReason(proof));
  if (unique !== expected.items) {
    const reason = `${unique} of ${expected.items} items have a result`;
    // Where items failed the reason before this one says why.
    reasons.push(unique + failures < expected.items ? `${reason}: ${MISSING}` : reason);
  }
  if (surplus > 0) reasons.push(`${surplus} results too many`);
  if (digest !== expected.digest) {
    reasons.push(
      `results differ: digest ${digest.slice(0, 12)}, not ${expected.digest.slice(0, 12)}`,
    );
  }
  return reasons;
}

const MISSING = 'collector.collect() must get each of them before the promise of "run" resolves';

function failureReason({ failures, failuresByKind, failureExamples }: ResultProof): string {
  const kinds = Object.entries(failuresByKind).map(([kind, count]) => `${count} ${kind}`);
  const examples = failureExamples
    .slice(0, NAMED_FAILURES)
    .map(({ item, message }) => `${oneLine(item)}: ${oneLine(message)}`);
  return `${failures} items failed (${kinds.join(', ')}): ${examples.join('; ')}`;
}

/** What the reports of workers lack or have too much. */
function reportDifferences(expected: ExpectedWork, end: EndLine): readonly string[] {
  const { workers } = end;
  if (workers.length === 0) return ['no worker report: collector.worker() was never called'];
  const reasons: string[] = [];
  const items = workers.reduce((sum, worker) => sum + worker.items, 0);
  if (items !== expected.items) {
    reasons.push(
      `reports of workers count ${items} items, not ${expected.items}: collector.worker() must get one report of each worker, with all items it did`,
    );
  }
  const ids = new Set(workers.map(({ id }) => id));
  if (ids.size < workers.length) {
    reasons.push('collector.worker() got two reports with the same id');
  }
  const odd = workers.find((worker) => !isWithin(worker, end));
  if (odd !== undefined) {
    reasons.push(
      `times of worker ${odd.id} are not within the trial: collector.worker() needs readyAtMs and endedAtMs of monotonicMs()`,
    );
  }
  return reasons;
}

function isWithin({ readyAtMs, endedAtMs }: WorkerReport, { bootedAtMs, doneAtMs }: EndLine) {
  return bootedAtMs <= readyAtMs && readyAtMs <= endedAtMs && endedAtMs <= doneAtMs;
}

function oneLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line;
}

function requestDifferences(
  expected: NonNullable<ExpectedWork['http']>,
  served: Served,
): readonly string[] {
  const reasons: string[] = [];
  const ok = served.byStatus['200'] ?? 0;
  if (served.requests !== expected.requests) {
    reasons.push(`${served.requests} requests, not ${expected.requests}`);
  }
  if (ok !== expected.requests) reasons.push(`${ok} answers with 200, not ${expected.requests}`);
  if (served.bodyBytes !== expected.bodyBytes) {
    reasons.push(`${served.bodyBytes} body bytes, not ${expected.bodyBytes}`);
  }
  if (served.maxInFlight > expected.maxInFlight) {
    reasons.push(`${served.maxInFlight} requests in flight, more than ${expected.maxInFlight}`);
  }
  return reasons;
}
