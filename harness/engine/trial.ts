import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { MockServer } from '../../mock-server/client.ts';
import type { ExpectedWork, Scenario, TrialRecord } from '../../results/format.ts';
import type { TrialSettings } from '../contract.ts';
import type { Launcher } from '../measure/launcher.ts';
import type { Injection, TrialSpec } from '../trial/protocol.ts';
import { trialCommand } from './trial-command.ts';
import { trialRecord } from './record.ts';

/** A scenario together with the modules that carry it out. */
export interface RunnableScenario {
  readonly scenario: Scenario;
  readonly modelUrl: string;
  readonly workloadUrl: string;
  /** Another than this harness's own. */
  readonly program?: TrialProgram;
  /** Only the self-test has one. */
  readonly injection?: Injection;
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

/** Runs one scenario once in a fresh process tree. Never rejects for what the trial did wrong. */
export async function runTrial(
  { scenario, modelUrl, workloadUrl, injection, program }: RunnableScenario,
  place: { readonly round: number; readonly position: number },
  context: TrialContext,
  signal: AbortSignal,
): Promise<TrialRecord> {
  const { settings, bodyPackPath, launcher, mock } = context;
  const spec: TrialSpec = {
    modelUrl,
    workloadUrl,
    settings,
    bodyPackPath,
    ...(injection && { injection }),
  };
  const head = { scenario: scenario.id, ...place, startedAt: new Date().toISOString() };
  await mock.resetCounters();
  const command = trialCommand({
    executable: program?.executable ?? context.executable,
    args: [program?.path ?? OWN_PROGRAM, JSON.stringify(spec)],
    timeoutMs: context.timeoutMs,
  });
  const launched = await launcher.launch(command, signal);
  const counters = await mock.counters();
  return trialRecord({ head, scenario, expected: context.expected, launched, counters });
}
