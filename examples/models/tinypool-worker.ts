// The program of a thread of tinypool.ts. It is built together with the model.
import { type Batch, openTaskWorker, type TaskEnd, type TaskStart } from 'concurrency-bench/model';
import { Tinypool } from 'tinypool';

// Loads the workload and calls its `open`, while the main thread lists the items.
const worker = await openTaskWorker(Tinypool.workerData as TaskStart);

/** One task: up to `settings.inFlight` of the batch's items run at once. */
export default function work(batch: Batch): Promise<TaskEnd> {
  return worker.run(batch);
}

/** Calls the workload's `close`. */
export function close(): Promise<void> {
  return worker.close();
}
