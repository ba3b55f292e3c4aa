import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';

import { sumOf } from './table-sum.ts';

// Reads its table and keeps it until it is told to end.
if (parentPort !== null) {
  const [table] = (await once(parentPort, 'message')) as [Uint8Array];
  const ended = once(parentPort, 'message');
  parentPort.postMessage(sumOf(table));
  await ended;
}
