/** Program of the launcher process; see launcher.ts. Its argument is the root of /proc. */
import { createInterface } from 'node:readline';

import type { FirstProcess } from './first-process.ts';
import { launchTrial } from './launch-trial.ts';
import type { LaunchCommand, LauncherReply, LauncherRequest } from './messages.ts';
import { openProc } from './proc.ts';

const proc = openProc(process.argv[2] ?? '/proc');
const harnessGone = new AbortController();
let abort = new AbortController();
let running = false;
let child: FirstProcess | null = null;

process.on('message', (request: LauncherRequest) => {
  if (request.type === 'launch') void serve(request.command, request.driven);
  else if (request.type === 'abort') abort.abort();
  else if (request.type === 'tell') child?.stdio[4]?.write(`${request.line}\n`);
  else child?.stdio[4]?.end();
});

// The harness has closed the channel, or is dead: end the trial, then this process.
process.on('disconnect', () => {
  harnessGone.abort();
  if (!running) process.exit();
});

// It may be dead before this process has listened.
if (!process.connected) process.exit();
reply({ type: 'ready' });

async function serve(command: LaunchCommand, driven: boolean): Promise<void> {
  running = true;
  abort = new AbortController();
  const controls = { driven, spawned, abort: abort.signal, kill: harnessGone.signal };
  try {
    reply({ type: 'done', result: await launchTrial(proc, command, controls) });
  } catch (error) {
    reply({ type: 'failed', stack: error instanceof Error ? (error.stack ?? '') : String(error) });
  }
  running = false;
  child = null;
  if (harnessGone.signal.aborted) process.exit();
}

function spawned(started: FirstProcess): void {
  child = started;
  reply({ type: 'spawned', pid: started.pid });
  const [, , , said, told] = started.stdio;
  if (told === undefined) return;
  // A program that has ended reads no more; how it ended is told in the result.
  told.on('error', () => undefined);
  createInterface({ input: said }).on('line', (line) => {
    reply({ type: 'said', line });
  });
}

function reply(message: LauncherReply): void {
  if (process.connected) process.send?.(message);
}
