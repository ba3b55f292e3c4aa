import { failureText } from '../../results/failure.ts';
import type { TrialRecord } from '../../results/format.ts';
import { MockServerError } from '../../mock-server/client.ts';
import type { Entry } from '../catalog.ts';
import type { ModelTraits, WorkloadTraits } from '../contract.ts';
import { MockServers } from '../engine/mocks.ts';
import { modelsWithFloor } from '../engine/models.ts';
import { resolveOptions, workSettings } from '../engine/options.ts';
import { prepare, type Premises } from '../engine/prepare.ts';
import { modelScenario } from '../engine/scenario.ts';
import { type RunnableScenario, runTrial, type TrialContext } from '../engine/trial.ts';
import { HarnessError } from '../errors.ts';
import { Launcher } from '../measure/launcher.ts';
import { makeOwnFolder, projectOf } from '../project.ts';
import type { Outcome, Step, StepResult, Tell } from './step.ts';
import { trySteps } from './try-steps.ts';
import type { Trying } from './verification.ts';

/** More than one of everything, and no more than shows that. */
export const TRIAL_SETTINGS = workSettings({ items: 8, workers: 2, inFlight: 2, batchSize: 2 });

/** Does the work once, then runs one short trial of it under the floor and each main model. */
export async function tryWorkload(
  workload: Entry<WorkloadTraits>,
  trying: Trying,
  tell: Tell,
): Promise<readonly StepResult[]> {
  const project = projectOf(process.cwd());
  if (workload.value.usesMockServer) makeOwnFolder(project);
  const models = await modelsWithFloor({ set: 'main', files: [] }, trying);
  await using mocks = new MockServers(project.cacheDir);
  await using launcher = await Launcher.start();
  const context = { launcher, executable: process.execPath, signal: trying.watch.signal };
  let runnables: readonly RunnableScenario[] = [];
  const reference: Step = {
    does: 'gives each result again when an item is done again, and closes all that it opens',
    isGate: true,
    check: () =>
      outcomeOf(async () => {
        runnables = await prepared(workload, models, mocks, trying);
      }),
  };
  const steps = models.map(({ value: { name } }, index) => ({
    does: `has the same results under ${name}, and leaves nothing running`,
    check: async () => trialOutcome(await runOne(runnables[index], context)),
  }));
  return await trySteps([reference, ...steps], tell, trying.watch.signal);
}

/** Where trials of verify run: without launches, limits and a run file. */
export function premisesOf(mocks: MockServers, { folder, watch }: Trying): Premises {
  const none = { command: null, launches: false, workMs: null, limits: null, machine: '' };
  return { mocks, folder, watch, ...none };
}

function prepared(
  workload: Entry<WorkloadTraits>,
  models: readonly Entry<ModelTraits>[],
  mocks: MockServers,
  trying: Trying,
): Promise<readonly RunnableScenario[]> {
  const { mock } = resolveOptions({});
  const settings = { ...TRIAL_SETTINGS, params: workload.value.params };
  const run = { workload, settings, mock, rounds: 1, timeoutMs: trying.timeoutMs };
  const planned = models.map((model) => modelScenario(model, run));
  return prepare(planned, premisesOf(mocks, trying));
}

function runOne(runnable: RunnableScenario | undefined, context: TrialContext) {
  if (runnable === undefined) throw new Error('the trial was not prepared');
  return runTrial(runnable, { round: 1, phase: 'sample', position: 1 }, null, context);
}

/** What the user can fix is what the step found. */
async function outcomeOf(ask: () => Promise<void>): Promise<Outcome> {
  try {
    await ask();
    return { problem: null, stderr: '' };
  } catch (error) {
    if (error instanceof MockServerError) throw mockFailure(error);
    if (!(error instanceof HarnessError)) throw error;
    return { problem: error.message, stderr: '' };
  }
}

function trialOutcome(trial: TrialRecord): Outcome {
  if (trial.status === 'completed') return { problem: null, stderr: '' };
  const stderr = trial.status === 'failed' ? trial.stderr : (trial.examples[0]?.stack ?? '');
  return { problem: failureText(trial), stderr };
}

function mockFailure(error: MockServerError): HarnessError {
  return new HarnessError('mock-server', error.message, { cause: error });
}
