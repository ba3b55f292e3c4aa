import { startChild } from './workers/child.ts';
import { startOnOwnLoop } from './workers/own-loop.ts';
import { startThread } from './workers/thread.ts';
import type { ClaimWorker, WorkerStart } from './workers/worker.ts';

/** Resolves when the worker's program is loaded. */
export function startWorker<Instruction extends object, Message extends object>(
  start: WorkerStart<Message>,
): Promise<ClaimWorker<Instruction>> {
  if (start.kind === 'single-threaded') return startOnOwnLoop(start);
  return start.kind === 'worker-threads' ? startThread(start) : startChild(start);
}
