import { once } from 'node:events';
import { type ResourceLimits, Worker } from 'node:worker_threads';

import { type Child, messagesOf } from '../../message-passing/channel.ts';
import type { FromWorker, ToWorker, WorkerStart } from '../../message-passing/messages.ts';
import { type Packing, PACKINGS, type PackingName } from './packing.ts';

/** What a thread is told when it is started. */
export interface ThreadStart extends WorkerStart {
  readonly packing: PackingName;
}

/** Starts a thread; what goes to it and comes from it goes through `postMessage`. */
export function startThread(
  program: URL,
  start: ThreadStart,
  resourceLimits: ResourceLimits,
): Child<ToWorker, FromWorker> {
  const thread = new Worker(program, { workerData: start, resourceLimits });
  const exit = once(thread, 'exit') as Promise<[number]>;
  const packing: Packing = PACKINGS[start.packing];
  return {
    messages: unpacked(messagesOf(thread, 'exit'), packing),
    send(message) {
      const { value, transfer } = packing.pack(message);
      thread.postMessage(value, transfer);
    },
    async ended() {
      const [code] = await exit;
      if (code !== 0) throw new Error(`worker ${start.id} ended with exit code ${code}`);
    },
  };
}

async function* unpacked(
  values: AsyncIterable<unknown>,
  packing: Packing,
): AsyncGenerator<FromWorker> {
  for await (const value of values) yield packing.unpack(value) as FromWorker;
}
