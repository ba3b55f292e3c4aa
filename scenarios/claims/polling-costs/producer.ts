import { parentPort, workerData } from 'node:worker_threads';

import { monotonicMs } from '../../../harness/clock.ts';
import { openInbox } from './inbox.ts';
import type { ProducerTask } from './spec.ts';

const { lane, spec, inbox: shared, port, gate } = workerData as ProducerTask;
const inbox = openInbox(shared);
/** No thread ever wakes it: a wait on it is a pause. */
const clock = new Int32Array(new SharedArrayBuffer(4));

parentPort?.postMessage('ready');
Atomics.wait(new Int32Array(gate), 0, 0);
let dueMs = monotonicMs();
for (let batch = 0; batch < spec.batchesPerProducer; batch++) {
  dueMs += batchMs(batch);
  Atomics.wait(clock, 0, 0, Math.max(0, dueMs - monotonicMs()));
  for (let n = 0; n < spec.batchSize; n++) {
    if (port === null) inbox.put(lane, monotonicMs());
    else port.postMessage(monotonicMs());
  }
}
port?.close();

/** Between 0 and twice the mean, evenly spread by the golden ratio; other for every lane. */
function batchMs(batch: number): number {
  return 2 * spec.meanBatchMs * ((0.618034 * (batch + 1) + 0.25 * lane) % 1);
}
