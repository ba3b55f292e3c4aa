import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

import { limitedCommand } from './limited-command.ts';
import type { LaunchCommand, LaunchResult } from './messages.ts';

/** The first process of a trial, running. */
export interface FirstProcess extends ChildProcess {
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The fourth is what it writes to descriptor 3, the fifth what it reads from 4 if it is driven. */
  readonly stdio: [null, Readable, Readable, Readable, Writable | undefined];
}

const TAIL_BYTES = 4096;
/** How long a process that escaped the tree may hold our ends of its pipes open. */
const CLOSE_LIMIT_MS = 1000;

/**
 * Resolves to an error when the system refuses to start the program. `joins` is the list of processes of
 * the control group that it is to be in; null for none.
 */
export async function startFirstProcess(
  command: LaunchCommand,
  joins: string | null,
  driven: boolean,
): Promise<FirstProcess | Error> {
  const { cwd, env } = command;
  const { executable, args } = limitedCommand(command, command.limits, joins);
  try {
    const child = spawn(executable, args, {
      ...{ cwd, env },
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

/** Reads what the child writes as it comes; call the result once the tree is gone. */
export function collectOutput(
  child: FirstProcess,
): () => Promise<Pick<LaunchResult, 'report' | 'stderrTail'>> {
  const report = keep(child.stdio[3], Infinity);
  // Read and dropped, so that a program that prints much is never held up.
  child.stdout.resume();
  const stderr = keep(child.stderr, TAIL_BYTES);
  const closed = once(child, 'close');
  return async () => {
    await Promise.race([closed, delay(CLOSE_LIMIT_MS, undefined, { ref: false })]);
    for (const stream of child.stdio) stream?.destroy();
    // Deno writes colours into a pipe, too.
    return { report: report(), stderrTail: stripVTControlCharacters(stderr()) };
  };
}

/** Keeps at least the last `bytes` of the stream; the function returns just those as text. */
function keep(stream: Readable, bytes: number): () => string {
  let chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > 2 * bytes) {
      chunks = [Buffer.concat(chunks).subarray(-bytes)];
      length = bytes;
    }
  });
  return () => Buffer.concat(chunks).subarray(-Math.min(bytes, length)).toString();
}
