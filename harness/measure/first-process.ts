import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

import { monotonicMs } from '../clock.ts';
import { limitedCommand } from './limited-command.ts';
import type { LaunchCommand, LaunchResult, OutputPart } from './messages.ts';

/** The first process of a trial, running. */
export interface FirstProcess extends ChildProcess {
  readonly pid: number;
  /** Null unless it is given an input. */
  readonly stdin: Writable | null;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The fourth is what it writes to descriptor 3, the fifth what it reads from 4 if it is driven. */
  readonly stdio: [Writable | null, Readable, Readable, Readable, Writable | undefined];
}

const TAIL_BYTES = 4096;
/** Of stdout, in UTF-16 units: results of a million items. */
const MOST_OUTPUT = 2 ** 26;
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
  const { cwd, env, input } = command;
  const { executable, args } = limitedCommand(command, command.limits, joins);
  try {
    const child = spawn(executable, args, {
      ...{ cwd, env },
      // A session of its own, by which descendants are known even when init has adopted them.
      detached: true,
      windowsHide: true,
      stdio: [
        input === undefined ? 'ignore' : 'pipe',
        ...(['pipe', 'pipe', 'pipe'] as const),
        ...(driven ? (['pipe'] as const) : []),
      ],
    });
    if (child.pid !== undefined) return told(child as unknown as FirstProcess, input);
    const [error] = (await once(child, 'error')) as [Error];
    return error;
  } catch (error) {
    // Most refusals are events, some (such as arguments too long) are thrown.
    if ((error as NodeJS.ErrnoException).syscall === 'spawn') return error as Error;
    throw error;
  }
}

/** A program need not read its input; how it ends is told in the result. */
function told(child: FirstProcess, input: string | undefined): FirstProcess {
  child.stdin?.on('error', () => undefined).end(input);
  return child;
}

/** Reads what the child writes as it comes; call the result once the tree is gone. */
export function collectOutput(
  child: FirstProcess,
): () => Promise<Pick<LaunchResult, 'report' | 'stdout' | 'stderrTail'>> {
  const report = keep(child.stdio[3], Infinity);
  const stdout: OutputPart[] = child.stdin === null ? dropped(child.stdout) : kept(child.stdout);
  const stderr = keep(child.stderr, TAIL_BYTES);
  const closed = once(child, 'close');
  return async () => {
    await Promise.race([closed, delay(CLOSE_LIMIT_MS, undefined, { ref: false })]);
    for (const stream of child.stdio) stream?.destroy();
    // Deno writes colours into a pipe, too.
    return { report: report(), stdout, stderrTail: stripVTControlCharacters(stderr()) };
  };
}

/** Read all the same, so that a program that prints much is never held up. */
function dropped(stream: Readable): [] {
  stream.resume();
  return [];
}

/** As it arrives; the rest of what is too much is dropped. */
function kept(stream: Readable): OutputPart[] {
  const parts: OutputPart[] = [];
  let length = 0;
  // Whole characters, whatever the pipe tears apart.
  stream.setEncoding('utf8').on('data', (text: string) => {
    length += text.length;
    if (length <= MOST_OUTPUT) parts.push({ atMs: monotonicMs(), text });
  });
  return parts;
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
