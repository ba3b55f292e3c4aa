import { once } from 'node:events';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

import { createQueue, openQueue } from '../../scenarios/models/worker-threads/queue.ts';

// Main thread and thread both wait for a record while nothing else keeps their event loops alive:
// the thread echoes a record of main, and main has unreferenced the thread.
if (isMainThread) {
  const requests = createQueue({ capacity: 1, slotBytes: 8 });
  const replies = createQueue({ capacity: 1, slotBytes: 8 });
  const thread = new Worker(new URL(import.meta.url), { workerData: [requests, replies] });
  const ended = once(thread, 'exit');
  thread.unref();
  openQueue(requests).tryPush(Uint8Array.of(1));
  console.log('main took', (await openQueue(replies).take())?.[0]);
  thread.ref();
  openQueue(requests).close();
  const [code] = (await ended) as [number];
  console.log('thread ended with', code);
} else {
  const [requests, replies] = workerData as [SharedArrayBuffer, SharedArrayBuffer];
  for await (const record of openQueue(requests)) await openQueue(replies).push(record);
}
