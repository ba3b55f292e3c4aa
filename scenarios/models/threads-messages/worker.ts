import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

import { threadReport } from '../../loop-report.ts';
import type { Parent } from '../../message-passing/channel.ts';
import type { FromWorker, ToWorker } from '../../message-passing/messages.ts';
import { runMessageWorker } from '../../message-passing/worker.ts';
import { PACKINGS } from './packing.ts';
import type { ThreadStart } from './thread.ts';

// A worker in a thread of its own.
const start = workerData as ThreadStart;
const packing = PACKINGS[start.packing];
if (parentPort === null) throw new Error('this program is a thread of threads-messages');
const port = parentPort;

const parent: Parent<FromWorker, ToWorker> = {
  send(message) {
    const { value, transfer } = packing.pack(message);
    port.postMessage(value, transfer);
    return Promise.resolve();
  },
  async receive() {
    const [value] = (await once(port, 'message')) as [unknown];
    return packing.unpack(value) as ToWorker;
  },
};

await runMessageWorker(start, parent, threadReport);
