import type {
  BatchResult,
  LoopReport,
  SharedData,
  WorkerReport,
  Workload,
  WorkloadStart,
} from '../../../harness/contract.ts';
import { openWorkload } from '../../item.ts';
import { threadReport } from '../../loop-report.ts';
import { runWorker } from '../../worker.ts';
import { decodeBatch, encodeResult } from './codec.ts';
import { openNames } from './name-table.ts';
import { openQueue } from './queue.ts';

/** What a thread is told when it is started. */
export interface ThreadStart extends WorkloadStart {
  readonly shares: boolean;
}

/** What the main thread hands to a worker: memory that both see. */
export interface WorkerTask {
  readonly id: number;
  readonly names: SharedArrayBuffer;
  readonly workQueue: SharedArrayBuffer;
  readonly resultQueue: SharedArrayBuffer;
  /** What the workload shares, if anything. */
  readonly data?: SharedData;
}

export interface WorkerEnd {
  readonly worker: WorkerReport;
  readonly loop: LoopReport;
}

// An argument and not piscina's `workerData`, which would load all of piscina in every thread.
const { workloadUrl, settings, shares } = JSON.parse(process.argv[2] ?? '') as ThreadStart;
// Loaded and opened while the main thread lists the items. What is shared comes with the task.
const { default: workload } = (await import(workloadUrl)) as { default: Workload };
const opened = shares ? null : await openWorkload(workload, settings);

/** One long task per thread: batches come out of shared memory, results go into it. */
export default async function work(task: WorkerTask): Promise<WorkerEnd> {
  const names = openNames(task.names);
  const workQueue = openQueue(task.workQueue);
  const resultQueue = openQueue(task.resultQueue);

  const worker = await runWorker({
    id: task.id,
    settings,
    work: opened ?? (await openWorkload(workload, settings, task.data)),
    async take() {
      const record = await workQueue.take();
      if (record === undefined) return undefined;
      const { first, count } = decodeBatch(record);
      // A name is decoded when its item starts: a batch may be long.
      const at = (offset: number) => names.at((first + offset) % names.length);
      return { first, names: { length: count, at } };
    },
    deliver: oneAtATime(async (result) => {
      for (const record of encodeResult(result, resultQueue.slotBytes))
        await resultQueue.push(record);
    }),
  });
  return { worker, loop: threadReport('worker', task.id) };
}

/**
 * Lanes hand over one result after the other. If they all waited for room in the queue, every record that is
 * taken would wake all of them, and pieces of all their results would be held at the other end.
 */
function oneAtATime(
  send: (result: BatchResult) => Promise<void>,
): (result: BatchResult) => Promise<void> {
  let last = Promise.resolve();
  return (result) => (last = last.then(() => send(result)));
}
