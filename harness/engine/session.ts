import { MockServerError } from '../../mock-server/client.ts';
import {
  type Ending,
  FORMAT_VERSION,
  type Limits,
  type NotRun,
  type RunFile,
  type RuntimeRecord,
  type Scenario,
  type Schedule,
} from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';
import { makeOwnFolder, projectOf } from '../project.ts';
import { formatCounts, formatTime } from '../text/format.ts';
import { readEnvironment } from './environment.ts';
import { expectModel } from './expect-model.ts';
import { foreseenScenarios } from './foreseen.ts';
import { Launchers } from './live/launchers.ts';
import { measureCapacity } from './live/measure-capacity.ts';
import type { LiveContext } from './live/live-sides.ts';
import { runLaunch } from './live/run-launch.ts';
import { MockServers } from './mocks.ts';
import { prepare } from './prepare.ts';
import { privateExecutable } from './private-executable.ts';
import type { Watch } from './progress.ts';
import { isForeign, rehearse } from './rehearsal.ts';
import { refuseChanges, resumed } from './resume.ts';
import { RunFileWriter } from './run-file.ts';
import { type PlannedScenario, sourceFolder } from './scenario.ts';
import type { Scheduler } from './scheduler.ts';
import { type Runners, runSteps } from './steps.ts';
import { scratchFolder } from './scratch-folder.ts';
import { type RunnableScenario, runTrial, type TrialContext } from './trial.ts';
import { unstopped } from './unstopped.ts';

/** What is to be measured, and in which order. */
export interface RunPlan {
  readonly schedule: Schedule;
  readonly scenarios: readonly PlannedScenario[];
  /** What was asked for and cannot run here; none where not said. */
  readonly notRun?: readonly NotRun[];
  /** Those asked for; none where not said. */
  readonly runtimes?: readonly RuntimeRecord[];
  readonly scheduler: Scheduler;
  /** Whether the scheduler may ask for launches. */
  readonly launches: boolean;
  /** Only as many items are measured as one event loop does within so many ms; null for all. */
  readonly workMs: number | null;
  /** Of every trial; null for none. */
  readonly limits: Limits | null;
  /** The run that is to go on (resume.ts); none where a new one begins. */
  readonly former?: RunFile | null;
}

/** Where a run is written, and what its files are called. */
export interface Destination {
  readonly output: OutputFolder;
  readonly results: Results;
}

/** The one machine of a run that is measured here. */
const MACHINE = 'machine-1';

/**
 * Opens all that the scenarios need, measures what the scheduler asks for, saving it as it
 * ends, and closes it all; the run as it is at the end. Throws HarnessError; what was
 * measured until then is saved as an incomplete run.
 */
export async function measure(
  plan: RunPlan,
  { output, results }: Destination,
  watch: Watch,
): Promise<RunFile> {
  const project = projectOf(process.cwd());
  const sources = sourceFolder(plan.scenarios, project.root);
  const environment = { id: MACHINE, ...(await readEnvironment(sources)) };
  refuseForeseen(plan, environment);
  makeOwnFolder(project);
  const executable = await privateExecutable(project.cacheDir);
  using scratch = scratchFolder();
  try {
    await using mocks = new MockServers(project.cacheDir);
    const premises = {
      mocks,
      folder: scratch.path,
      machine: MACHINE,
      ...{ command: plan.schedule.command, launches: plan.launches },
      ...{ workMs: plan.workMs, limits: plan.limits },
      watch,
    };
    const prepared = await prepare(plan.scenarios, premises);
    const { runnables, notRun } = await rehearse(prepared, executable, watch);
    const asked = { ...plan, notRun: [...(plan.notRun ?? []), ...notRun] };
    expectModel(runnables, asked.notRun);
    const scenarios = runnables.map(({ scenario }) => scenario);
    const run = begunRun(plan, emptyRun(asked, environment, scenarios), watch);
    const writer = await RunFileWriter.create(output, results, run);
    const ending = await carryOut(plan, runnables, { executable, mocks, writer }, watch);
    return await writer.end(watch.signal.aborted ? 'incomplete' : 'complete', ending);
  } catch (error) {
    if (!(error instanceof MockServerError)) throw error;
    throw new HarnessError('mock-server', error.message, { cause: error });
  } finally {
    watch.progress.end();
  }
}

/** Where the steps of a plan are carried out. */
interface Workplace {
  readonly executable: string;
  readonly mocks: MockServers;
  readonly writer: RunFileWriter;
}

/** Does all steps of the plan; what is measured until an error is saved as an incomplete run. */
async function carryOut(
  { schedule, scheduler }: RunPlan,
  runnables: readonly RunnableScenario[],
  { executable, mocks, writer }: Workplace,
  watch: Watch,
): Promise<Ending | null> {
  await using launchers = new Launchers();
  const [launcher] = await launchers.atLeast(1);
  const context = { launcher, launchers, executable, signal: watch.signal };
  const runners = runnersOf(runnables, schedule, context);
  watch.progress.begin(rankedOf(runnables));
  try {
    const steps = runSteps(scheduler, runners, writer, watch);
    return await Promise.race([steps, mocks.lost]);
  } catch (error) {
    // An interruption is no fault: what was measured until then is the result.
    if (error === watch.signal.reason) return null;
    await writer.end('incomplete');
    throw error;
  }
}

/** Models of one question and one runtime, not sides of a check or cases of claims. */
function rankedOf(runnables: readonly RunnableScenario[]): readonly string[] {
  const models = runnables.filter(
    ({ scenario: { kind, role, group } }) => kind === 'model' && role === null && group === null,
  );
  const here = models.filter((one) => !isForeign(one));
  return (here.length > 0 ? here : models).map(({ scenario }) => scenario.id);
}

function runnersOf(
  runnables: readonly RunnableScenario[],
  { seed }: Schedule,
  { launcher, ...context }: TrialContext & LiveContext,
): Runners {
  const byId = new Map(runnables.map((runnable) => [runnable.scenario.id, runnable]));
  const runnable = (id: string) => {
    const known = byId.get(id);
    if (known === undefined) throw new Error(`no scenario has the id ${id}`);
    return known;
  };
  const { signal } = context;
  return {
    trial: (id, place, injection) =>
      unstopped(() => runTrial(runnable(id), place, injection, { ...context, launcher }), signal),
    launch: ({ scenarios, latency, phase, round, plan }) => {
      const sides = scenarios
        .map(runnable)
        .map((side) => (latency === 'none' ? { ...side, mock: side.promptMock } : side));
      return unstopped(() => runLaunch({ sides, plan, phase, round, seed }, context), signal);
    },
    capacity: ({ scenario, copies, round }) =>
      unstopped(
        () => measureCapacity({ floor: runnable(scenario), copies, round }, context),
        signal,
      ),
  };
}

/** What changed is known, as a rule, before anything is started and all work is done once. Throws HarnessError. */
function refuseForeseen(plan: RunPlan, environment: RunFile['environments'][number]): void {
  const { former = null, scenarios, limits } = plan;
  if (former === null) return;
  const foreseen = foreseenScenarios(former, scenarios, { machine: MACHINE, limits });
  refuseChanges(former, emptyRun(plan, environment, foreseen));
}

/** Throws HarnessError where a run cannot go on. */
function begunRun(
  { former = null }: RunPlan,
  empty: RunFile,
  { progress }: Pick<Watch, 'progress'>,
): RunFile {
  if (former === null) return empty;
  refuseChanges(former, empty);
  const counts = [
    formatCounts([former.trials.length], 'trial'),
    formatCounts([former.launches.length], 'launch'),
  ];
  progress.note(
    `Goes on with the run of ${formatTime(former.startedAt)}: ${counts.join(' and ')} are kept`,
  );
  return resumed(former);
}

function emptyRun(
  { schedule, notRun = [], runtimes = [] }: RunPlan,
  environment: RunFile['environments'][number],
  scenarios: readonly Scenario[],
): RunFile {
  return {
    formatVersion: FORMAT_VERSION,
    status: 'running',
    startedAt: new Date().toISOString(),
    endedAt: null,
    ending: null,
    schedule,
    resumptions: [],
    environments: [environment],
    runtimes: [...runtimes],
    scenarios: [...scenarios],
    launches: [],
    capacities: [],
    notRun: [...notRun],
    trials: [],
  };
}
