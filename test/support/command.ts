import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { RunFile } from '../../results/format.ts';
import { salvageRun } from '../../results/salvage.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'harness/cli.ts');
/** Inherited by every process of a command, so that none can hide. */
const MARKER = 'CONCURRENCY_BENCH_TEST';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Pids of all processes of the command that live, itself included. */
  readonly living: () => readonly number[];
}

/** Little work, no waiting: a trial is then mostly the start of its processes. */
export const SMALL = [
  ...['--items', '8', '--latency', '0', '--quick', '--rounds', '1'],
  ...['--launches', '0'],
];

/** Starts the program as a user would, in a process group of its own, in the project's folder. */
export function start(...args: readonly string[]): Command {
  return startIn(ROOT, ...args);
}

export function startIn(cwd: string, ...args: readonly string[]): Command {
  return startWith({}, cwd, ...args);
}

/** The same with these variables in its environment. */
export function startWith(
  env: Readonly<Record<string, string>>,
  cwd: string,
  ...args: readonly string[]
): Command {
  return startProgram(process.execPath, [CLI, ...args], { cwd, env });
}

/** Starts any program in a process group of its own. */
export function startProgram(
  program: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Command {
  const marker = randomUUID();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, [MARKER]: marker },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [code, signal]]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout,
      stderr,
    }),
  );
  return { child, ended, living: () => processesWith(`${MARKER}=${marker}`) };
}

export async function run(...args: readonly string[]): Promise<Ended & Pick<Command, 'living'>> {
  const { ended, living } = start(...args);
  return { ...(await ended), living };
}

/** The run file in a folder, checked against its schema, without a record that is being written; null while there is none. */
export function readRun(outDir: string): RunFile | null {
  try {
    return salvageRun(readFileSync(join(outDir, 'run.json'), 'utf8')).run;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function processesWith(variable: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(variable))
    .map(Number);
}

/** Empty for a process that is gone, a zombie, or another user's. */
function environmentOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
