import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { withoutLoopbackProxy } from '../../mock-server/no-proxy.ts';
import type { Scenario, TrialRecord } from '../../results/format.ts';
import type { ProgramStart, TrialSettings } from '../contract.ts';
import type { LaunchCommand, LaunchResult } from '../measure/messages.ts';
import type { Launcher } from '../measure/launcher.ts';
import type { TrialInjection, TrialSpec } from '../trial/protocol.ts';
import { launchLimits } from './limiting.ts';
import type { RunningMock } from './mocks.ts';
import { programModelRecord } from './programs/program-record.ts';
import { figuresRecord, type TrialPlace, trialRecord } from './record.ts';
import type { CommandSource, ModelSource, ProgramSource, TrialProgram } from './scenario.ts';
import { wallClockEnv } from './wall-clock.ts';

/** A scenario of the run file together with what carries it out. */
export interface RunnableScenario {
  readonly scenario: Scenario;
  readonly source: ModelSource | CommandSource | ProgramSource;
  /** The server that trials ask; null for none. */
  readonly mock: RunningMock | null;
  /** The same without latency, for launches; null where there is none. */
  readonly promptMock: RunningMock | null;
  /** File of the bodies that floors and programs work on; null for none. */
  readonly bodyPackPath: string | null;
  readonly timeoutMs: number;
}

/** What all trials of a run have in common. */
export interface TrialContext {
  readonly launcher: Launcher;
  /** The Node that trials are started from (private-executable.ts). */
  readonly executable: string;
  readonly signal: AbortSignal;
}

const OWN_PROGRAM = fileURLToPath(
  new URL(`../trial/main${extname(import.meta.filename)}`, import.meta.url),
);

/** From TERM to KILL for a trial that took too long. */
const KILL_GRACE_MS = 2000;
/**
 * Between two readings of the tree's memory. Waking is most of what a reading costs, so every 10 ms
 * would take twice the CPU; and a process's new peak between two readings is seen all the same.
 */
const SAMPLE_INTERVAL_MS = 40;

/** Runs one scenario once in a fresh process tree. Never rejects for what the trial did wrong. */
export async function runTrial(
  runnable: RunnableScenario,
  place: TrialPlace,
  injection: TrialInjection | null,
  context: TrialContext,
): Promise<TrialRecord> {
  const { scenario, source } = runnable;
  const head = { scenario: scenario.id, ...place, startedAt: new Date().toISOString() };
  if (source.kind === 'program') {
    const args = [fileURLToPath(source.program), JSON.stringify(programInput(runnable, source))];
    return figuresRecord(
      head,
      await launch(runnable, { executable: context.executable, args }, context),
    );
  }
  // Faults depend on what was asked since, so also a floor that is not counted begins anew.
  await runnable.mock?.server.resetCounters();
  const server = scenario.mock === null ? null : (runnable.mock?.server ?? null);
  const launched =
    source.kind === 'command'
      ? await launchProgram(runnable, context)
      : await launch(
          runnable,
          startOf(source, trialSpec(runnable, source, injection), context),
          context,
        );
  const counters = (await server?.counters()) ?? null;
  const recordOf = source.kind === 'command' ? programModelRecord : trialRecord;
  return recordOf({ head, scenario, launched, counters });
}

/** Longer than any launch lasts beyond what its work takes. */
const LIVE_TIMEOUT_MS = 120_000;

/** How the work of a driven trial is handed over. */
export interface DrivenWork {
  readonly batchSize: number;
  /** Of all its workers, before what is measured; null where only time will tell. */
  readonly warmupItems: number | null;
}

/** The command of a trial that is driven, with batches of its own size; its memory is not read. */
export function liveCommand(
  runnable: RunnableScenario,
  { batchSize, warmupItems }: DrivenWork,
  context: Pick<TrialContext, 'executable'>,
): LaunchCommand {
  const { source, timeoutMs } = runnable;
  if (source.kind !== 'model') throw new Error('a program cannot be driven');
  const { settings, ...spec } = trialSpec(runnable, source, null);
  const work = { batchSize, ...(warmupItems !== null && { warmupItems }) };
  const driven = { ...spec, settings: { ...settings, ...work }, driven: true } as const;
  return {
    ...commandOf(
      { scenario: runnable.scenario, timeoutMs: timeoutMs + LIVE_TIMEOUT_MS },
      startOf(source, driven, context),
    ),
    sampleIntervalMs: null,
  };
}

/** Runs the program of a program model once. */
export function launchProgram(
  runnable: RunnableScenario,
  { launcher, signal }: TrialContext,
): Promise<LaunchResult> {
  const { source } = runnable;
  if (source.kind !== 'command') throw new Error(`${runnable.scenario.id} is no program model`);
  return launcher.launch(programCommand(runnable, source), signal);
}

/** What a program is started by. */
type Started = Pick<LaunchCommand, 'executable' | 'args'> &
  Partial<Pick<TrialProgram, 'needsClock'>>;

/** The command line of a trial program. */
function startOf(
  { program }: ModelSource,
  spec: TrialSpec,
  context: Pick<TrialContext, 'executable'>,
): Started {
  return {
    executable: program?.executable ?? context.executable,
    args: [...(program?.args ?? []), program?.path ?? OWN_PROGRAM, JSON.stringify(spec)],
    needsClock: program?.needsClock === true,
  };
}

function launch(
  runnable: RunnableScenario,
  start: Started,
  { launcher, signal }: TrialContext,
): Promise<LaunchResult> {
  return launcher.launch(commandOf(runnable, start), signal);
}

function commandOf(
  { scenario, timeoutMs }: Pick<RunnableScenario, 'scenario' | 'timeoutMs'>,
  { executable, args, needsClock = false }: Started,
): LaunchCommand {
  return {
    ...{ executable, args, timeoutMs },
    cwd: process.cwd(),
    // Otherwise as it is, so that NODE_OPTIONS or MALLOC settings can be compared.
    env: { ...withoutLoopbackProxy(process.env), ...(needsClock && wallClockEnv()) },
    killGraceMs: KILL_GRACE_MS,
    sampleIntervalMs: SAMPLE_INTERVAL_MS,
    limits: launchLimits(scenario.limits),
    ownPids: [process.pid],
  };
}

/** A program is told on stdin what to do, and says on stdout what came of it. */
function programCommand(
  runnable: RunnableScenario,
  { command: { executable, args, env } }: CommandSource,
): LaunchCommand {
  const { bodyPackPath, scenario } = runnable;
  const start: ProgramStart = {
    ...settingsOf(runnable),
    bodyPackPath: scenario.kind === 'floor' ? bodyPackPath : null,
  };
  const command = commandOf(runnable, { executable, args });
  return { ...command, env: { ...command.env, ...env }, input: `${JSON.stringify(start)}\n` };
}

function settingsOf({ scenario, mock }: RunnableScenario): TrialSettings {
  if (scenario.settings === null) throw new Error(`${scenario.id} has no settings`);
  return { ...scenario.settings, origin: mock?.server.url ?? '' };
}

function trialSpec(
  runnable: RunnableScenario,
  { modelUrl, workloadUrl, shares }: ModelSource,
  injection: TrialInjection | null,
): TrialSpec {
  const settings = settingsOf(runnable);
  const { bodyPackPath } = runnable;
  return {
    ...{ modelUrl, workloadUrl, settings, bodyPackPath, shares },
    ...(injection && { injection }),
  };
}

/** Bodies are only handed over to a program that asks for them. */
function programInput(
  { scenario: { input }, bodyPackPath }: RunnableScenario,
  { places }: ProgramSource,
): object {
  return { ...input, ...places, ...(bodyPackPath !== null && { bodyPackPath }) };
}
