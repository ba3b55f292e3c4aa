import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

if (workerData as boolean) await import('undici/lib/dispatcher/pool.js');
if (parentPort !== null) {
  const asked = once(parentPort, 'message');
  parentPort.postMessage('up');
  await asked;
}
