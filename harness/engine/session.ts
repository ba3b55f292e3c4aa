import { MockServerError } from '../../mock-server/client.ts';
import {
  FORMAT_VERSION,
  type RunFile,
  type Scenario,
  type Schedule,
} from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import { Launcher } from '../measure/launcher.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import { readEnvironment } from './environment.ts';
import { MockServers } from './mocks.ts';
import { privateExecutable } from './private-executable.ts';
import type { Watch } from './progress.ts';
import { createReferences } from './references.ts';
import { type RunFiles, RunFileWriter } from './run-file.ts';
import type { PlannedScenario } from './scenario.ts';
import { runRounds, type TrialRunner } from './rounds.ts';
import type { Scheduler } from './scheduler.ts';
import { ScratchFolder } from './scratch-folder.ts';
import { timeLimitMs } from './time-limit.ts';
import { type RunnableScenario, runTrial, type TrialContext } from './trial.ts';

/** What is to be measured, and in which order. */
export interface RunPlan {
  readonly schedule: Schedule;
  readonly scenarios: readonly PlannedScenario[];
  readonly scheduler: Scheduler;
  readonly files: RunFiles;
}

/** Generated data and the trials' Node are kept here, in the folder the command runs in. */
const CACHE_DIR = '.cache';

/** The one machine of a run that is measured here. */
const MACHINE = 'machine-1';

/**
 * Opens all that the scenarios need, runs the rounds that the scheduler asks for, saving each trial
 * as it ends, and closes it all; the run as it is at the end. Throws HarnessError; what was
 * measured until then is saved as an incomplete run.
 */
export async function measure(plan: RunPlan, output: OutputFolder, watch: Watch): Promise<RunFile> {
  const environment = { id: MACHINE, ...(await readEnvironment()) };
  const executable = await privateExecutable(CACHE_DIR);
  using scratch = new ScratchFolder();
  try {
    await using mocks = new MockServers(CACHE_DIR);
    const runnables = await prepare(plan.scenarios, mocks, scratch.path);
    const scenarios = runnables.map(({ scenario }) => scenario);
    const run = emptyRun(plan.schedule, environment, scenarios);
    const writer = await RunFileWriter.create(output, run, plan.files);
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

/** Starts the mock servers and does every work once, to learn what trials must prove. */
async function prepare(
  planned: readonly PlannedScenario[],
  mocks: MockServers,
  scratch: string,
): Promise<readonly RunnableScenario[]> {
  const refer = createReferences(scratch);
  const runnables: RunnableScenario[] = [];
  for (const { scenario, source, mock: request, timeoutMs } of planned) {
    const mock = request === null ? null : await mocks.at(request);
    const work =
      source.kind === 'model'
        ? { workload: source.workload, settings: scenario.settings }
        : source.bodiesOf && { ...source.bodiesOf, workload: source.bodiesOf.workload.value };
    const reference = work?.settings ? await refer(work.workload, work.settings, mock) : null;
    const proved = source.kind === 'model' ? (reference?.expected ?? null) : null;
    // A floor and a program make no requests: the server was asked for the reference alone.
    const asks = scenario.kind === 'model' && mock !== null;
    runnables.push({
      scenario: {
        ...scenario,
        machine: MACHINE,
        mock: asks ? mock.conditions : null,
        expected: proved && (asks ? proved : { ...proved, http: null }),
      },
      ...{ source, mock, bodyPackPath: reference?.bodyPackPath ?? null },
      timeoutMs: timeoutMs ?? timeLimitMs(scenario.settings, mock?.conditions.latencyMs ?? 0),
    });
  }
  return runnables;
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
