import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { withoutLoopbackProxy } from '../../mock-server/no-proxy.ts';
import type { TrialSettings } from '../contract.ts';
import { type DrivenTrial, driveTrial, TrialFailed } from '../engine/driven-trial.ts';
import type { LaunchCommand, LaunchResult } from '../measure/messages.ts';
import type { TrialSpec } from '../trial/protocol.ts';
import type { Subject } from './step.ts';
import { bodyPackOf } from './subject.ts';

/** What a trial of a case is given; all else is the same in all cases. */
export interface CaseWork {
  /** Name of a file in workloads/. */
  readonly workload: string;
  readonly settings?: Partial<TrialSettings>;
  readonly shares?: boolean;
}

const EXTENSION = extname(import.meta.filename);
const PROGRAM = fileURLToPath(new URL(`../trial/main${EXTENSION}`, import.meta.url));

/** Few items, and more than one of everything. */
export const SETTINGS: TrialSettings = {
  origin: '',
  items: 7,
  workers: 2,
  inFlight: 3,
  batchSize: 2,
  encoding: 'identity',
  requestTimeoutMs: 1000,
  params: {},
};

/** Runs the model once on all items. */
export function wholeTrial(subject: Subject, work: CaseWork): Promise<LaunchResult> {
  const { launcher, signal } = subject;
  return launcher.launch(commandOf(subject, specOf(subject, work)), signal);
}

/** Starts the model for passes on demand, and ends it after `use`, however that ends. */
export async function drivenTrial<T>(
  subject: Subject,
  work: CaseWork,
  use: (trial: DrivenTrial) => Promise<T>,
): Promise<{ readonly result: T | TrialFailed; readonly launched: LaunchResult }> {
  const { launcher, signal } = subject;
  const spec: TrialSpec = { ...specOf(subject, work), driven: true };
  const program = launcher.drive(commandOf(subject, spec), signal);
  const result = await use(driveTrial(program)).catch((error: unknown) => {
    if (error instanceof TrialFailed) return error;
    throw error;
  });
  return { result, launched: await program.end() };
}

function specOf(subject: Subject, { workload, settings, shares = false }: CaseWork): TrialSpec {
  return {
    modelUrl: subject.modelUrl,
    workloadUrl: new URL(`./workloads/${workload}${EXTENSION}`, import.meta.url).href,
    settings: { ...SETTINGS, ...settings },
    bodyPackPath: bodyPackOf(workload, subject),
    shares,
  };
}

function commandOf({ timeoutMs }: Subject, spec: TrialSpec): LaunchCommand {
  return {
    executable: process.execPath,
    args: [PROGRAM, JSON.stringify(spec)],
    timeoutMs,
    cwd: process.cwd(),
    env: withoutLoopbackProxy(process.env),
    killGraceMs: 500,
    // That of a measured trial: a process that leaves the tree is found when the tree is read.
    sampleIntervalMs: 40,
    limits: null,
    ownPids: [],
  };
}
