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
import type { PlannedScenario } from '../engine/scenario.ts';
import { failureOf } from '../engine/trial-report.ts';
import { findWorkload } from '../engine/workload.ts';
import { Launcher } from '../measure/launcher.ts';
import { makeOwnFolder, projectOf } from '../project.ts';
import type { Outcome, Step, StepResult, Tell } from './step.ts';
import { trySteps } from './try-steps.ts';
import type { Trying } from './verification.ts';
import { premisesOf, TRIAL_SETTINGS } from './workload.ts';

/** What is easily forgotten: beginnings, ends and remainders. */
const SIZES: Readonly<Record<string, Partial<WorkSettings>>> = {
  'several workers and batches': {},
  'one item for four workers': { items: 1, workers: 4, batchSize: 1 },
  'a last batch that is not full': { items: 7, batchSize: 3 },
  'more items than names': { items: 1030, inFlight: 20, batchSize: 100 },
  'one item in flight': { workers: 1, inFlight: 1 },
  'bodies without compression': { encoding: 'identity' },
};

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
  const bench: Bench = { planned: null, seen: null, mocks, trying, context };
  const steps = [...protocolSteps(model, bench), ...sizeSteps(bench)];
  return await trySteps(steps, tell, trying.watch.signal);
}

/** What the steps share: the first fills in what the others look at. */
interface Bench {
  planned: PlannedScenario | null;
  /** What the program of the first step has said. */
  seen: readonly SaidLine[] | null;
  readonly mocks: MockServers;
  readonly trying: Trying;
  readonly context: TrialContext;
}

/** One trial, of which each rule is looked at. */
function protocolSteps(model: Entry<ModelTraits>, bench: Bench): readonly Step[] {
  const first: Step = {
    does: 'can run here, ends by itself with status 0 and leaves nothing running',
    isGate: true,
    async check() {
      const planned = await found(model, bench.trying);
      if (typeof planned === 'string') return { problem: planned, stderr: '' };
      bench.planned = planned;
      const launched = await launchProgram(await prepared(bench, {}), bench.context);
      bench.seen = saidLines(launched.stdout);
      return { problem: failureOf(launched)?.message ?? null, stderr: launched.stderrTail };
    },
  };
  const rules = RULES.map(({ does, problem }) => ({
    does,
    check: () => Promise.resolve({ problem: problem(bench.seen ?? []), stderr: '' }),
  }));
  return [first, ...rules];
}

function sizeSteps(bench: Bench): readonly Step[] {
  return Object.entries(SIZES).map(([size, change]) => ({
    does: `does the same work as every model: ${size}`,
    async check() {
      const place = { round: 1, phase: 'sample', position: 1 } as const;
      const runnable = await prepared(bench, change);
      return trialOutcome(await runTrial(runnable, place, null, bench.context));
    },
  }));
}

/** The scenario of the program, or why it cannot run here. */
async function found(model: Entry<ModelTraits>, trying: Trying): Promise<PlannedScenario | string> {
  const [name = ''] = model.value.workloads ?? [];
  const workload = await findWorkload({ workload: name, settings: TRIAL_SETTINGS }, trying);
  const run = {
    ...{ workload, settings: { ...TRIAL_SETTINGS, params: workload.value.params } },
    ...{ mock: resolveOptions({ latencyMs: 0 }).mock, rounds: 1, timeoutMs: trying.timeoutMs },
  };
  const { planned, notRun } = await planPrograms([model], run, trying.watch);
  return planned[0] ?? notRun[0]?.reason ?? '';
}

/** Ready to be run with these settings. */
async function prepared(
  { planned, mocks, trying }: Bench,
  change: Partial<WorkSettings>,
): Promise<RunnableScenario> {
  if (planned?.scenario.settings == null) throw new Error('the program was not found before');
  const settings = { ...planned.scenario.settings, ...change };
  const changed = { ...planned, scenario: { ...planned.scenario, settings } };
  const [runnable] = await prepare([changed], premisesOf(mocks, trying));
  if (runnable === undefined) throw new Error('the program was not prepared');
  return runnable;
}

function trialOutcome(trial: TrialRecord): Outcome {
  if (trial.status === 'completed') return { problem: null, stderr: '' };
  return { problem: failureText(trial), stderr: trial.status === 'failed' ? trial.stderr : '' };
}
