import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { LaunchCommand } from './messages.ts';

/** The first process of a trial, running. */
export interface FirstProcess extends ChildProcess {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The fourth is what it writes to descriptor 3, the fifth what it reads from 4 if it is driven. */
  readonly stdio: [null, Readable, Readable, Readable, Writable | undefined];
}

/** Resolves to an error when the system refuses to start the program. */
export async function startFirstProcess(
  { executable, args, cwd, env }: LaunchCommand,
  driven: boolean,
): Promise<FirstProcess | Error> {
  try {
    const child = spawn(executable, args, {
      cwd,
      env,
      // A session of its own, by which descendants are known even when init has adopted them.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...(driven ? (['pipe'] as const) : [])],
    });
    if (child.pid !== undefined) return child as unknown as FirstProcess;
    const [error] = (await once(child, 'error')) as [Error];
    return error;
  } catch (error) {
    // Most refusals are events, some (such as arguments too long) are thrown.
    if ((error as NodeJS.ErrnoException).syscall === 'spawn') return error as Error;
    throw error;
  }
}
