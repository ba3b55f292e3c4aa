import type { ExpectedWork, Served } from '../../results/format.ts';
import { shownName } from '../../scenarios/simple/item-name.ts';
import type { EndLine, ResultProof } from '../trial/protocol.ts';
import { formatKinds } from '../text/format.ts';
import { workerReportFaults } from './worker-reports.ts';

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

type Counts = Readonly<Partial<Record<string, number>>>;

/** What to do about results that are missing or too many. */
interface Advice {
  readonly missing: string;
  readonly surplus: string;
}

const OF_MODELS: Advice = {
  missing: 'collector.collect() must get each of them before the promise of "run" resolves',
  surplus:
    'collector.collect() must get each item of a pass once, with "first" as the index of the first',
};

const OF_PROGRAMS: Advice = {
  missing: 'each of them needs a line in a "result", or a "failure"',
  surplus: 'each item must be in one "result", with "first" as the index of the first of its lines',
};

/** In what a trial did other work than asked; empty when it did the same. */
export function workDifferences(
  expected: ExpectedWork,
  { proof, end, served }: DoneWork,
): readonly string[] {
  return [
    ...resultDifferences(expected, proof),
    ...workerReportFaults(end, expected.items),
    ...requestDifferences(expected.http, served),
  ];
}

/** The same of a program in another language. */
export function programDifferences(
  expected: ExpectedWork,
  proof: ResultProof,
  served: Served | null,
): readonly string[] {
  return [
    ...resultDifferences(expected, proof, OF_PROGRAMS),
    ...requestDifferences(expected.http, served),
  ];
}

/** The same of the results alone. */
export function resultDifferences(
  expected: Pick<ExpectedWork, 'items' | 'digest' | 'failuresByKind'>,
  proof: ResultProof,
  advice: Advice = OF_MODELS,
): readonly string[] {
  const { unique, surplus, digest, failures } = proof;
  const reasons: string[] = [];
  const { failuresByKind = {} } = expected;
  if (!isSame(proof.failuresByKind, failuresByKind)) {
    reasons.push(failureReason(proof, failuresByKind));
  }
  const wanted = expected.items - total(failuresByKind);
  if (unique !== wanted) {
    const reason = `${unique} of ${wanted} items have a result`;
    // Where items failed the reason before this one says why.
    reasons.push(unique + failures < expected.items ? `${reason}: ${advice.missing}` : reason);
  }
  if (surplus > 0) reasons.push(`${surplus} results too many: ${advice.surplus}`);
  if (digest !== expected.digest) {
    reasons.push(
      `results differ: digest ${digest.slice(0, 12)}, not ${expected.digest.slice(0, 12)}`,
    );
  }
  return reasons;
}

function failureReason(
  { failures, failuresByKind, failureExamples }: ResultProof,
  expected: Counts,
): string {
  const wanted = total(expected) === 0 ? '' : `, not ${total(expected)} (${formatKinds(expected)})`;
  const examples = failureExamples
    .slice(0, NAMED_FAILURES)
    .map(({ item, message }) => `${oneLine(shownName(item))}: ${oneLine(message)}`);
  const failed = `${failures} ${failures === 1 ? 'item' : 'items'} failed`;
  const seen = failures === 0 ? failed : `${failed} (${formatKinds(failuresByKind)})`;
  return [`${seen}${wanted}`, ...(examples.length > 0 ? [examples.join('; ')] : [])].join(': ');
}

function oneLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line;
}

function requestDifferences(
  expected: ExpectedWork['http'],
  served: Served | null,
): readonly string[] {
  if (expected === null || served === null) return [];
  const reasons: string[] = [];
  const ok = served.byStatus['200'] ?? 0;
  const { ok: wanted = expected.requests, faults = {} } = expected;
  if (served.requests !== expected.requests) {
    reasons.push(`${served.requests} requests, not ${expected.requests}`);
  }
  if (ok !== wanted) reasons.push(`${ok} answers with 200, not ${wanted}`);
  if (!isSame(served.faults ?? {}, faults)) {
    reasons.push(`faults met: ${formatKinds(served.faults ?? {})}; not ${formatKinds(faults)}`);
  }
  if (served.bodyBytes !== expected.bodyBytes) {
    reasons.push(`${served.bodyBytes} body bytes, not ${expected.bodyBytes}`);
  }
  if (served.maxInFlight > expected.maxInFlight) {
    reasons.push(`${served.maxInFlight} requests in flight, more than ${expected.maxInFlight}`);
  }
  return reasons;
}

function isSame(counts: Counts, others: Counts): boolean {
  const kinds = Object.keys({ ...counts, ...others });
  return kinds.every((kind) => (counts[kind] ?? 0) === (others[kind] ?? 0));
}

function total(counts: Counts): number {
  return Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
