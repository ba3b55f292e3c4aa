import { dirname, resolve } from 'node:path';

import { MockServerError } from '../../mock-server/client.ts';
import {
  FORMAT_VERSION,
  type RunFile,
  type Scenario,
  type Schedule,
} from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import { Launcher } from '../measure/launcher.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';
import { makeOwnFolder, projectOf } from '../project.ts';
import { readEnvironment } from './environment.ts';
import { MockServers } from './mocks.ts';
import { prepare } from './prepare.ts';
import { privateExecutable } from './private-executable.ts';
import type { Watch } from './progress.ts';
import { RunFileWriter } from './run-file.ts';
import type { PlannedScenario } from './scenario.ts';
import { runRounds, type TrialRunner } from './rounds.ts';
import type { Scheduler } from './scheduler.ts';
import { scratchFolder } from './scratch-folder.ts';
import { type RunnableScenario, runTrial, type TrialContext } from './trial.ts';

/** What is to be measured, and in which order. */
export interface RunPlan {
  readonly schedule: Schedule;
  readonly scenarios: readonly PlannedScenario[];
  readonly scheduler: Scheduler;
}

/** Where a run is written, and what its files are called. */
export interface Destination {
  readonly output: OutputFolder;
  readonly results: Results;
}

/** The one machine of a run that is measured here. */
const MACHINE = 'machine-1';

/**
 * Opens all that the scenarios need, runs the rounds that the scheduler asks for, saving each trial
 * as it ends, and closes it all; the run as it is at the end. Throws HarnessError; what was
 * measured until then is saved as an incomplete run.
 */
export async function measure(
  plan: RunPlan,
  { output, results }: Destination,
  watch: Watch,
): Promise<RunFile> {
  const project = projectOf(process.cwd());
  const sources = sourcesOf(plan.scenarios, project.root);
  const environment = { id: MACHINE, ...(await readEnvironment(sources)) };
  makeOwnFolder(project);
  const executable = await privateExecutable(project.cacheDir);
  using scratch = scratchFolder();
  try {
    await using mocks = new MockServers(project.cacheDir);
    const premises = { mocks, folder: scratch.path, machine: MACHINE, watch };
    const runnables = await prepare(plan.scenarios, premises);
    const scenarios = runnables.map(({ scenario }) => scenario);
    const run = emptyRun(plan.schedule, environment, scenarios);
    const writer = await RunFileWriter.create(output, results, run);
    await using launcher = await Launcher.start();
    const runOne = trialRunner(runnables, { launcher, executable, signal: watch.signal });
    watch.progress.begin();
    try {
      const rounds = runRounds(plan.scheduler, runOne, writer, watch);
      await Promise.race([rounds, mocks.lost]);
    } catch (error) {
      // An interruption is no fault: what was measured until then is the result.
      if (error !== watch.signal.reason) {
        await writer.end('incomplete');
        throw error;
      }
    }
    return await writer.end(watch.signal.aborted ? 'incomplete' : 'complete');
  } catch (error) {
    if (!(error instanceof MockServerError)) throw error;
    throw new HarnessError('mock-server', error.message, { cause: error });
  } finally {
    watch.progress.end();
  }
}

/** The folder of the first file of the user's: its repository need not be that of the project. */
function sourcesOf(planned: readonly PlannedScenario[], root: string): string {
  const files = planned.flatMap(({ scenario }) => scenario.file ?? scenario.modelFile ?? []);
  return files[0] === undefined ? '.' : dirname(resolve(root, files[0]));
}

function trialRunner(runnables: readonly RunnableScenario[], context: TrialContext): TrialRunner {
  const byId = new Map(runnables.map((runnable) => [runnable.scenario.id, runnable]));
  return (id, place, injection) => {
    const runnable = byId.get(id);
    if (runnable === undefined) throw new Error(`no scenario has the id ${id}`);
    return runTrial(runnable, place, injection, context);
  };
}

function emptyRun(
  schedule: Schedule,
  environment: RunFile['environments'][number],
  scenarios: readonly Scenario[],
): RunFile {
  return {
    formatVersion: FORMAT_VERSION,
    status: 'running',
    startedAt: new Date().toISOString(),
    endedAt: null,
    schedule,
    environments: [environment],
    scenarios: [...scenarios],
    trials: [],
  };
}
