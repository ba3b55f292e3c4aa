import type { EventEmitter } from 'node:events';

import type { WorkerStart } from './worker.ts';

/** The first thing a thread or child says: its program is loaded. */
export const READY = 'ready';

/** Hands on what the worker says; resolves when it is ready. */
export function receive<Message extends object>(
  worker: EventEmitter,
  ended: Promise<string>,
  { received }: WorkerStart<Message>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message | typeof READY) => {
      if (message === READY) resolve();
      else received(message);
    });
    void ended.then((how) => {
      reject(new Error(`a worker ended before it was ready: ${how}`));
    });
  });
}
