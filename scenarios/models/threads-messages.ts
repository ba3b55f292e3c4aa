import type { ResourceLimits } from 'node:worker_threads';

import type { Batch, Collector, Model, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import { serveWorker } from '../message-passing/serve-worker.ts';
import { produce } from '../produce.ts';
import { programUrl } from '../program-url.ts';
import type { PackingName } from './threads-messages/packing.ts';
import { startThread } from './threads-messages/thread.ts';

/**
 * Threads that share nothing: batches go to them and results come from them by `postMessage`, which
 * copies by structured clone. No library, no shared memory.
 */
const model: Model = {
  name: 'threads-messages',
  analogue: 'free threading',
  summary: 'Plain worker threads; batches and results copied by structured clone.',
  kind: 'model',
  number: 1,
  variantOf: 'worker-threads',
  form: 'idiomatic',
  isolation: 'thread',
  sharing: 'nothing',
  run: (trial, collector) =>
    runThreads(trial, collector, { packing: 'cloned', resourceLimits: {} }),
};
export default model;

const WORKER = programUrl(import.meta, './threads-messages/worker');

/** What the model does, whatever of its messages crosses and however large its heaps may grow. */
export async function runThreads(
  trial: Trial,
  collector: Collector,
  { packing, resourceLimits }: { packing: PackingName; resourceLimits: ResourceLimits },
): Promise<void> {
  const { workloadUrl, settings, shares } = trial;
  const shared = shares ? await (await import('../shared-data.ts')).shareMemory(trial) : undefined;
  const workQueue = new AsyncQueue<Batch>(settings.workers);
  const workers = Array.from({ length: settings.workers }, (_, id) => {
    const start = { id, workloadUrl, settings, packing, ...(shared && { shared }) };
    const thread = startThread(WORKER, start, resourceLimits);
    return serveWorker(thread, workQueue, collector);
  });
  await Promise.all([produce(trial, workQueue), ...workers]);
}
