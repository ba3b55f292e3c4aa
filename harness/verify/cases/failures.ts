import { isDeepStrictEqual } from 'node:util';

import { failureOf, readReport } from '../../engine/trial-report.ts';
import type { LaunchResult } from '../../measure/messages.ts';
import type { ResultProof } from '../../trial/protocol.ts';
import type { Case } from '../step.ts';
import { wholeTrial } from '../case-trial.ts';
import type { Fault } from '../workloads/faulty.ts';

/** Nine names, twice round and the first two once more; only the last of the nine has a line. */
const ITEMS = 20;
const FAILURES: ResultProof['failuresByKind'] = {
  ...{ status: 3, timeout: 3, connection: 2, protocol: 2 },
  ...{ encoding: 2, json: 2, shape: 2, other: 2 },
};

export const FAILED_ITEMS: Case = {
  does: 'counts failed items by kind and finishes the others',
  async check(subject) {
    const settings = { items: ITEMS, params: { fault: 'items' satisfies Fault } };
    const launched = await wholeTrial(subject, { workload: 'faulty', settings });
    const report = failureOf(launched) ?? readReport(launched.report);
    const problem = 'cause' in report ? report.message : failuresProblem(report.pass.proof);
    return { problem, stderr: launched.stderrTail };
  },
};

const FAULTS: readonly [fault: Fault, does: string, said: string | null][] = [
  ['list', 'a list that throws', 'no list today'],
  ['open', 'a session that throws', 'no session today'],
  ['uncaught', 'an error thrown outside an item', 'thrown outside an item'],
  ['exit', 'a worker that exits', null],
];

/** What ends a whole trial: run() rejects, and nothing hangs or hides it. */
export const BREAKDOWNS: readonly Case[] = FAULTS.map(([fault, does, said]) => ({
  does: `ends with an error and no report: ${does}`,
  breaksDown: true,
  async check(subject) {
    const settings = { items: 50, batchSize: 1, params: { fault } };
    const launched = await wholeTrial(subject, { workload: 'faulty', settings });
    return { problem: breakdownProblem(launched, said), stderr: launched.stderrTail };
  },
}));

function failuresProblem({ unique, surplus, failuresByKind }: ResultProof): string | null {
  if (!isDeepStrictEqual(failuresByKind, FAILURES)) {
    return 'failed items are lost: pass "failures" of every batch to collector.collect()';
  }
  if (unique === 2 && surplus === 0) return null;
  return `${unique} items have a result and ${surplus} one too many, not 2 and 0: a failed item has null in "lines"`;
}

export function breakdownProblem(launched: LaunchResult, said: string | null): string | null {
  if (launched.timedOut) {
    return 'it goes on when a worker has failed: reject run() when a worker cannot start or ends before its time';
  }
  if (launched.exitCode === 0) {
    return 'the error is lost: reject run() when a worker cannot start or ends before its time';
  }
  if (said === null || launched.stderrTail.includes(said)) return null;
  return `the error is lost ("${said}"): let workers write their error to stderr, or reject run() with it`;
}
