import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { TrialSettings } from '../../harness/contract.ts';
import type { TrialReport } from '../../harness/engine/trial-report.ts';
import type { EndLine, PassLine, TrialSpec } from '../../harness/trial/protocol.ts';

const PROGRAM = fileURLToPath(new URL('../../harness/trial/main.ts', import.meta.url));

export const SETTINGS: TrialSettings = {
  origin: 'http://127.0.0.1:0',
  items: 7,
  workers: 2,
  inFlight: 3,
  batchSize: 2,
  encoding: 'identity',
  requestTimeoutMs: 1000,
  params: {},
};

export interface TrialEnd {
  readonly exitCode: number | null;
  readonly stderr: string;
  /** Null when the trial said nothing. */
  readonly report: TrialReport | null;
}

/**
 * Runs a trial as the harness does. Every process of the tree holds the same stderr, so that the
 * end comes only when all of them have gone. The signal ends a trial that hangs.
 */
export async function runTrialProcess(
  spec: TrialSpec,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = {},
): Promise<TrialEnd> {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(spec)], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    signal,
  });
  const [, , errors, reports] = child.stdio as [null, null, Readable, Readable, ...unknown[]];
  const [closing, stderr, said] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(errors),
    text(reports),
  ]);
  return { exitCode: closing[0], stderr, report: said === '' ? null : reportOf(said) };
}

/** As it was said, not checked: models of tests need not report like real ones. */
function reportOf(said: string): TrialReport {
  const [pass, end] = said
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  return { pass: pass as PassLine, end: end as EndLine };
}
