import type { Pass } from '../../contract.ts';
import { type DrivenTrial, TrialFailed } from '../../engine/driven-trial.ts';
import { workerReportFaults } from '../../engine/worker-reports.ts';
import type { Case, Outcome, Subject } from '../step.ts';
import { drivenTrial } from '../case-trial.ts';
import { proofProblem } from '../whole-work.ts';
import { LINES } from '../workloads/pair.ts';

/** One item, as many as names, far more than names, the same again, and far from the first. */
const PASSES: readonly Pass[] = [
  { first: 0, count: 1 },
  { first: 1, count: 7 },
  { first: 3, count: 40 },
  { first: 3, count: 40 },
  { first: 1_000_000, count: 1 },
  { first: 6, count: 2 },
];

export const DRIVEN: readonly Case[] = [
  { does: 'does one pass after the other', check: (subject) => drive(subject, PASSES) },
  { does: 'ends without any pass', check: (subject) => drive(subject, []) },
];

async function drive(subject: Subject, passes: readonly Pass[]): Promise<Outcome> {
  const { result, launched } = await drivenTrial(subject, { workload: 'pair' }, (trial) =>
    doPasses(trial, passes),
  );
  const problem = result instanceof TrialFailed ? result.failure.message : result;
  return { problem, stderr: launched.stderrTail };
}

async function doPasses(trial: DrivenTrial, passes: readonly Pass[]): Promise<string | null> {
  for (const { first, count } of passes) {
    const { proof } = await trial.pass({ first, count });
    const problem = proofProblem(proof, LINES, count, first);
    if (problem !== null) return `in a pass of ${count} items from ${first}: ${problem}`;
  }
  const { end } = await trial.end();
  const asked = passes.reduce((sum, { count }) => sum + count, 0);
  // A pool may never hear of workers without work.
  return asked === 0 ? null : (workerReportFaults(end, asked)[0] ?? null);
}
