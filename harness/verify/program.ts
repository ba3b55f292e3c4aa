import { failureText } from '../../results/failure.ts';
import type { TrialRecord, WorkSettings } from '../../results/format.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits } from '../contract.ts';
import { MockServers } from '../engine/mocks.ts';
import { resolveOptions } from '../engine/options.ts';
import { prepare } from '../engine/prepare.ts';
import { planPrograms } from '../engine/programs/planned-programs.ts';
import { RULES, type SaidLine, saidLines } from '../engine/programs/said.ts';
import {
  launchProgram,
  type RunnableScenario,
  runTrial,
  type TrialContext,
} from '../engine/trial.ts';
import { failureOf } from '../engine/trial-report.ts';
import { findWorkload } from '../engine/workload.ts';
import { Launcher } from '../measure/launcher.ts';
import type { LaunchResult } from '../measure/messages.ts';
import { makeOwnFolder, projectOf } from '../project.ts';
import type { Outcome, Step, StepResult, Tell } from './step.ts';
import { trySteps } from './try-steps.ts';
import type { Trying } from './verification.ts';
import { TRIAL_SETTINGS } from './workload.ts';

/** What is easily forgotten: beginnings, ends and remainders. */
const SIZES: Readonly<Record<string, Partial<WorkSettings>>> = {
  'several workers and batches': {},
  'one item for four workers': { items: 1, workers: 4, batchSize: 1 },
  'a last batch that is not full': { items: 7, batchSize: 3 },
  'more items than names': { items: 1030, inFlight: 20, batchSize: 100 },
  'one item in flight': { workers: 1, inFlight: 1 },
  'bodies without compression': { encoding: 'identity' },
};

/** One trial, of which each rule of the protocol is looked at. */
interface Seen {
  readonly launched: LaunchResult;
  readonly said: readonly SaidLine[];
}

/** Runs a program alone: the rules of the protocol one by one, then its work in several sizes. */
export async function tryProgram(
  model: Entry<ModelTraits>,
  trying: Trying,
  tell: Tell,
): Promise<readonly StepResult[]> {
  const project = projectOf(process.cwd());
  makeOwnFolder(project);
  await using mocks = new MockServers(project.cacheDir);
  await using launcher = await Launcher.start();
  const context = { launcher, executable: process.execPath, signal: trying.watch.signal };
  const bench = { model, mocks, trying, context };
  let seen: Seen | null = null;
  const first: Step = {
    does: 'can run here, ends by itself with status 0 and leaves nothing running',
    isGate: true,
    async check() {
      const found = await prepared(bench, {});
      if (typeof found === 'string') return { problem: found, stderr: '' };
      const launched = await launchProgram(found, context);
      seen = { launched, said: saidLines(launched.stdout) };
      const problem = failureOf(launched)?.message ?? null;
      return { problem, stderr: launched.stderrTail };
    },
  };
  const rules = RULES.map(({ does, problem }) => ({
    does,
    check: () => Promise.resolve({ problem: problem(seen?.said ?? []), stderr: '' }),
  }));
  const sizes = Object.entries(SIZES).map(([size, change]) => ({
    does: `does the same work as every model: ${size}`,
    check: () => workOutcome(bench, change),
  }));
  return await trySteps([first, ...rules, ...sizes], tell, trying.watch.signal);
}

interface Bench {
  readonly model: Entry<ModelTraits>;
  readonly mocks: MockServers;
  readonly trying: Trying;
  readonly context: TrialContext;
}

/** Ready to be run with these settings, or why it cannot be run here. */
async function prepared(
  { model, mocks, trying }: Bench,
  change: Partial<WorkSettings>,
): Promise<RunnableScenario | string> {
  const { folder, timeoutMs, watch } = trying;
  const settings = { ...TRIAL_SETTINGS, ...change };
  const [name = ''] = model.value.workloads ?? [];
  const workload = await findWorkload({ workload: name, settings }, trying);
  const run = {
    ...{ workload, settings: { ...settings, params: workload.value.params } },
    ...{ mock: resolveOptions({ latencyMs: 0 }).mock, rounds: 1, timeoutMs },
  };
  const { planned, notRun } = await planPrograms([model], run, watch);
  const [missing] = notRun;
  if (missing !== undefined) return missing.reason;
  const [runnable] = await prepare(planned, {
    ...{ mocks, folder, launches: false, workMs: null, limits: null, machine: '', watch },
  });
  if (runnable === undefined) throw new Error(`${name} was not prepared`);
  return runnable;
}

async function workOutcome(bench: Bench, change: Partial<WorkSettings>): Promise<Outcome> {
  const runnable = await prepared(bench, change);
  if (typeof runnable === 'string') return { problem: runnable, stderr: '' };
  const place = { round: 1, phase: 'sample', position: 1 } as const;
  return trialOutcome(await runTrial(runnable, place, null, bench.context));
}

function trialOutcome(trial: TrialRecord): Outcome {
  if (trial.status === 'completed') return { problem: null, stderr: '' };
  return { problem: failureText(trial), stderr: trial.status === 'failed' ? trial.stderr : '' };
}
