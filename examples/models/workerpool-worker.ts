// The program of a process of workerpool.ts. It is built together with the model.
import { type Batch, openTaskWorker, type TaskStart } from 'concurrency-bench/model';
import { worker as registerWorker } from 'workerpool';

// Loads the workload and calls its `open`, while the first process lists the items.
const worker = await openTaskWorker(JSON.parse(process.argv[2] ?? '') as TaskStart);

registerWorker({
  /** One task: up to `settings.inFlight` of the batch's items run at once. */
  work: (batch: Batch) => worker.run(batch),
  /** Calls the workload's `close`. */
  close: () => worker.close(),
});
