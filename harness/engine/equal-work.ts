import type { ExpectedHttp, ExpectedWork, Served } from '../../results/format.ts';
import type { ResultProof } from '../trial/protocol.ts';

/**
 * Why a trial did other work than asked; empty when it did the same. `served` is null for models
 * that make no requests.
 */
export function unequalWork(
  expected: ExpectedWork,
  proof: ResultProof,
  served: Served | null,
): readonly string[] {
  const reasons: string[] = [];
  if (proof.failures > 0) {
    const kinds = Object.entries(proof.failuresByKind).map(([kind, count]) => `${count} ${kind}`);
    reasons.push(
      `${proof.failures} items failed (${kinds.join(', ')}): ${proof.failureExamples.join('; ')}`,
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
  if (expected.http !== null && served !== null) {
    reasons.push(...unequalRequests(expected.http, served));
  }
  return reasons;
}

function unequalRequests(expected: ExpectedHttp, served: Served): readonly string[] {
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
