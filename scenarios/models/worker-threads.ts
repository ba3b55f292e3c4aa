import { fileURLToPath } from 'node:url';

import { Piscina } from 'piscina';

import type { Collector, Model, Trial } from '../../harness/contract.ts';
import { batchRanges, listNames } from '../items.ts';
import { programUrl } from '../program-url.ts';
import { textBytes } from '../text-bytes.ts';
import { youngGenerationMb } from '../young-generation.ts';
import { BATCH_BYTES, createResultDecoder, encodeBatch } from './worker-threads/codec.ts';
import { packNames } from './worker-threads/name-table.ts';
import { createQueue, openQueue, type Queue } from './worker-threads/queue.ts';
import type { ThreadStart, WorkerEnd, WorkerTask } from './worker-threads/worker.ts';

/**
 * Threads with an event loop and an HTTP client each. Names, work queue and results lie in memory
 * that all of them see: bytes are shared, objects are not, and no message is sent per item.
 */
const model: Model = {
  name: 'worker-threads',
  analogue: 'free threading',
  summary: 'piscina threads; names, work queue and results in shared memory.',
  kind: 'model',
  number: 2,
  form: 'tuned',
  isolation: 'thread',
  sharing: 'bytes',
  run,
};
export default model;

/** Batches waiting for a worker; each is 8 bytes. */
const WORK_QUEUE = { capacity: 16, slotBytes: BATCH_BYTES };
/** Results that the main thread has not read yet: 32 records of 32 KiB, of which only what is used is memory. */
const RESULT_QUEUE = { capacity: 32, slotBytes: 32 * 1024 };

async function run(trial: Trial, collector: Collector): Promise<void> {
  const { workloadUrl, settings, shares } = trial;
  const pool = startThreads({ workloadUrl, settings, shares });
  const workload = await trial.loadWorkload();
  const names = packNames(await listNames(workload, settings));
  const data = shares ? await (await import('../shared-data.ts')).shareMemory(trial) : undefined;
  const shared = {
    names,
    workQueue: createQueue(WORK_QUEUE),
    resultQueue: createQueue(RESULT_QUEUE),
    ...(data && { data }),
  };
  const workQueue = openQueue(shared.workQueue);
  const resultQueue = openQueue(shared.resultQueue);

  async function work(id: number): Promise<void> {
    const task: WorkerTask = { id, ...shared };
    const { worker, loop } = (await pool.run(task)) as WorkerEnd;
    collector.worker(worker);
    collector.loop(loop);
    // The task and its end are the only messages.
    collector.crossed(2, 0);
  }

  const workers = Array.from({ length: settings.workers }, (_, id) => work(id));
  const collecting = collect(resultQueue, collector);
  await Promise.all([produce(trial, workQueue, collector), ...workers]);
  resultQueue.close();
  await collecting;
  await pool.destroy();
}

/** Batches go onto the queue as fast as the workers take them. */
async function produce(trial: Trial, workQueue: Queue, collector: Collector): Promise<void> {
  for await (const range of batchRanges(trial)) {
    await workQueue.push(encodeBatch(range));
    collector.crossed(0, BATCH_BYTES);
  }
  workQueue.close();
}

async function collect(resultQueue: Queue, collector: Collector): Promise<void> {
  const decode = createResultDecoder();
  for await (const record of resultQueue) {
    const result = decode(record);
    if (result === undefined) continue;
    collector.collect(result);
    collector.crossed(0, textBytes(result.lines));
  }
}

/** All threads start at once and stay: one long task each, so piscina must never poll or park. */
function startThreads(start: ThreadStart): Piscina {
  const threads = start.settings.workers;
  return new Piscina({
    filename: fileURLToPath(programUrl(import.meta, './worker-threads/worker')),
    argv: [JSON.stringify(start)],
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Infinity,
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb(threads) },
    concurrentTasksPerWorker: 1,
    // piscina's default parks a thread between tasks, and its sockets starve.
    atomics: 'disabled',
    recordTiming: false,
  });
}
