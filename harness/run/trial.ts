import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { MockServer } from '../../mock-server/client.ts';
import type { ExpectedWork, Scenario, TrialRecord } from '../../results/format.ts';
import type { TrialSettings } from '../contract.ts';
import type { Launcher } from '../measure/launcher.ts';
import type { TrialOrder, TrialPlant } from '../trial/trial-order.ts';
import { trialRecord } from './trial-record.ts';

/** A scenario together with the modules that carry it out. */
export interface RunnableScenario {
  readonly scenario: Scenario;
  readonly modelUrl: string;
  readonly workloadUrl: string;
  /** Another than this harness's own. */
  readonly program?: TrialProgram;
  /** Only the self-test plants. */
  readonly plant?: TrialPlant;
}

/** What a trial's first process runs. */
export interface TrialProgram {
  readonly path: string;
  /** Null for the one that all trials of the run share. */
  readonly executable: string | null;
}

/** What all trials of a run have in common. */
export interface TrialContext {
  readonly launcher: Launcher;
  /** The Node that trials are started from (private-executable.ts). */
  readonly executable: string;
  readonly mock: MockServer;
  readonly settings: TrialSettings;
  readonly expected: ExpectedWork;
  readonly bodyPackPath: string;
  readonly timeoutMs: number;
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
const SAMPLE_INTERVAL_MS = 20;

/** Runs one scenario once in a fresh process tree. Never rejects for what the trial did wrong. */
export async function runTrial(
  { scenario, modelUrl, workloadUrl, plant, program }: RunnableScenario,
  place: { readonly round: number; readonly position: number },
  context: TrialContext,
  signal: AbortSignal,
): Promise<TrialRecord> {
  const { settings, bodyPackPath, launcher, mock } = context;
  const order: TrialOrder = {
    modelUrl,
    workloadUrl,
    settings,
    bodyPackPath,
    ...(plant && { plant }),
  };
  const head = { scenario: scenario.id, ...place, startedAt: new Date().toISOString() };
  await mock.resetCounters();
  const launched = await launcher.launch(
    {
      executable: program?.executable ?? context.executable,
      args: [program?.path ?? OWN_PROGRAM, JSON.stringify(order)],
      cwd: process.cwd(),
      env: trialEnvironment(),
      timeoutMs: context.timeoutMs,
      killGraceMs: KILL_GRACE_MS,
      sampleIntervalMs: SAMPLE_INTERVAL_MS,
      ownPids: [process.pid],
    },
    signal,
  );
  const counters = await mock.counters();
  return trialRecord({ head, scenario, expected: context.expected, launched, counters });
}

/** The user's environment as it is, so that NODE_OPTIONS or MALLOC settings can be compared. */
function trialEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
