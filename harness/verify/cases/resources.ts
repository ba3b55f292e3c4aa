import { join } from 'node:path';

import type { ModelTraits } from '../../contract.ts';
import { failureOf, readReport } from '../../engine/trial-report.ts';
import type { LaunchResult } from '../../measure/messages.ts';
import type { ResultProof } from '../../trial/protocol.ts';
import type { Case, Subject } from '../step.ts';
import { SETTINGS, wholeTrial } from '../case-trial.ts';
import { wholeOutcome } from '../whole-work.ts';
import { readLog, resourceLines, type ResourceFault, type Said } from '../workloads/resource.ts';
import { breakdownProblem } from './failures.ts';

const FACTOR = 3;

export const SHARED: Case = {
  does: 'shares data, opens and closes once per worker, takes items of JSON and parameters',
  async check(subject) {
    const { launched, log } = await resourceTrial(subject, '');
    const { items, workers } = SETTINGS;
    const lines = resourceLines(items, FACTOR);
    const outcome = wholeOutcome(launched, { items, workers, lines }, subject);
    return { ...outcome, problem: outcome.problem ?? callsProblem(readLog(log), subject.model) };
  },
};

export const CLOSED: Case = {
  does: 'closes once per worker although items have failed',
  async check(subject) {
    const { launched, log } = await resourceTrial(subject, 'run');
    const report = failureOf(launched) ?? readReport(launched.report);
    const problem =
      'cause' in report
        ? report.message
        : (lostProblem(report.pass.proof) ?? callsProblem(readLog(log), subject.model));
    return { problem, stderr: launched.stderrTail };
  },
};

const FAULTS: readonly ResourceFault[] = ['share', 'open', 'close'];

export const RESOURCE_BREAKDOWNS: readonly Case[] = FAULTS.map((fault) => ({
  does: `ends with an error and no report: ${fault} that throws`,
  breaksDown: true,
  async check(subject) {
    const { launched } = await resourceTrial(subject, fault);
    const problem = breakdownProblem(launched, `no ${fault} today`);
    return { problem, stderr: launched.stderrTail };
  },
}));

async function resourceTrial(
  subject: Subject,
  fault: ResourceFault,
): Promise<{ readonly launched: LaunchResult; readonly log: string }> {
  const log = join(subject.folder, `calls-${fault}`);
  const settings = { params: { log, fault, factor: FACTOR } };
  return {
    launched: await wholeTrial(subject, { workload: 'resource', settings, shares: true }),
    log,
  };
}

function lostProblem({ failures, failureExamples }: ResultProof): string | null {
  if (failures !== SETTINGS.items) {
    return `${failures} of ${SETTINGS.items} failed items came: give "failures" of every batch to collector.collect()`;
  }
  if (failureExamples.every(({ stack }) => stack?.startsWith('RangeError: no run today')))
    return null;
  return 'the stacks of failed items are lost: give "failures" to collector.collect() as they are';
}

/** What is wrong with the calls of the workload's functions. */
function callsProblem(said: readonly Said[], { kind, isolation }: ModelTraits): string | null {
  const workers = kind === 'floor' ? 1 : SETTINGS.workers;
  const count = (call: Said['call']) => said.filter((one) => one.call === call).length;
  const [opens, closes, shares] = [count('open'), count('close'), count('share')];
  if (opens !== closes) {
    return `the workload was opened ${opens} times and closed ${closes} times: close what openWorkload gives once per worker, also when items have failed`;
  }
  if (opens > workers) {
    return `the workload was opened ${opens} times for ${workers} workers: open it once per worker`;
  }
  if (isolation === undefined || isolation === 'process') return null;
  if (shares !== 1) {
    return `the workload's data was made ${shares} times in one process: make it once, where trial.shares is true, and hand it to openWorkload`;
  }
  return isolation === 'thread' ? memoryProblem(said) : null;
}

function memoryProblem(said: readonly Said[]): string | null {
  const isCopied = said.some((one) => one.call === 'close' && one.memory !== 'SharedArrayBuffer');
  if (!isCopied) return null;
  return "every thread got a copy of the workload's data: hand them the memory that shareMemory(trial) gives";
}
