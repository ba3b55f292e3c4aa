import { workerData } from 'piscina';

import type {
  LoopReport,
  TrialSettings,
  WorkerReport,
  Workload,
} from '../../../harness/contract.ts';
import { batchAt } from '../../batches.ts';
import { threadReport } from '../../loop-report.ts';
import { runWorker } from '../../worker.ts';
import { decodeBatch, encodeResult } from './codec.ts';
import { openNames } from './name-table.ts';
import { openQueue } from './queue.ts';

/** What the main thread hands to a worker: settings, and memory that both see. */
export interface WorkerTask {
  readonly id: number;
  readonly settings: TrialSettings;
  readonly names: SharedArrayBuffer;
  readonly workQueue: SharedArrayBuffer;
  readonly resultQueue: SharedArrayBuffer;
}

export interface WorkerEnd {
  readonly worker: WorkerReport;
  readonly loop: LoopReport;
}

// Loaded while the main thread fetches the list.
const { default: workload } = (await import(workerData as string)) as { default: Workload };

/** One long task per thread: batches come out of shared memory, results go into it. */
export default async function work(task: WorkerTask): Promise<WorkerEnd> {
  const names = openNames(task.names);
  const workQueue = openQueue(task.workQueue);
  const resultQueue = openQueue(task.resultQueue);

  const worker = await runWorker({
    id: task.id,
    workload,
    settings: task.settings,
    async take() {
      const record = await workQueue.take();
      return record && batchAt(decodeBatch(record), names.length, (index) => names.at(index));
    },
    async deliver(result) {
      for (const record of encodeResult(result, resultQueue.slotBytes))
        await resultQueue.push(record);
    },
  });
  return { worker, loop: threadReport('worker', task.id) };
}
