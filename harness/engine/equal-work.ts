import type { ExpectedWork, Served } from '../../results/format.ts';
import { shownName } from '../../scenarios/simple/item-name.ts';
import type { WorkerReport } from '../contract.ts';
import type { ResultProof } from '../trial/protocol.ts';

/** What a trial says of the work it has done. */
export interface DoneWork {
  readonly proof: ResultProof;
  readonly workers: readonly WorkerReport[];
  /** As the mock server counted; null for models that make no requests. */
  readonly served: Served | null;
}

/** In what a trial did other work than asked; empty when it did the same. */
export function workDifferences(
  expected: ExpectedWork,
  { proof, workers, served }: DoneWork,
): readonly string[] {
  const reasons: string[] = [];
  if (proof.failures > 0) {
    const kinds = Object.entries(proof.failuresByKind).map(([kind, count]) => `${count} ${kind}`);
    reasons.push(
      `${proof.failures} items failed (${kinds.join(', ')}): ${examplesOf(proof).join('; ')}`,
    );
  }
  if (proof.unique !== expected.items) {
    reasons.push(`${proof.unique} of ${expected.items} items have a result`);
  }
  if (proof.surplus > 0) reasons.push(`${proof.surplus} results too many`);
  if (proof.digest !== expected.digest) {
    reasons.push(
      `results differ: digest ${proof.digest.slice(0, 12)}, not ${expected.digest.slice(0, 12)}`,
    );
  }
  if (workers.length === 0) reasons.push('no worker report: collector.worker() was never called');
  if (expected.http !== null && served !== null) {
    reasons.push(...requestDifferences(expected.http, served));
  }
  return reasons;
}

function examplesOf({ failureExamples }: ResultProof): readonly string[] {
  return failureExamples.map(({ item, message }) => `${shownName(item)}: ${firstLine(message)}`);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
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
