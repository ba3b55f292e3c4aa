/** Program of the launcher process; see launcher.ts. Its argument is the root of /proc. */
import type { LauncherReply, LauncherRequest } from './messages.ts';
import { openProc } from './proc.ts';
import { runTrial } from './launch-trial.ts';

const proc = openProc(process.argv[2] ?? '/proc');
const harnessGone = new AbortController();
let abort = new AbortController();
let running = false;

process.on('message', (request: LauncherRequest) => {
  if (request.type === 'abort') abort.abort();
  else void serve(request);
});

// The harness has closed the channel, or is dead: end the trial, then this process.
process.on('disconnect', () => {
  harnessGone.abort();
  if (!running) process.exit();
});

reply({ type: 'ready' });

async function serve({ command }: Extract<LauncherRequest, { type: 'launch' }>): Promise<void> {
  running = true;
  abort = new AbortController();
  const controls = { spawned, abort: abort.signal, kill: harnessGone.signal };
  try {
    reply({ type: 'done', result: await runTrial(proc, command, controls) });
  } catch (error) {
    reply({ type: 'failed', stack: error instanceof Error ? (error.stack ?? '') : String(error) });
  }
  running = false;
  if (harnessGone.signal.aborted) process.exit();
}

function spawned(pid: number): void {
  reply({ type: 'spawned', pid });
}

function reply(message: LauncherReply): void {
  if (process.connected) process.send?.(message);
}
