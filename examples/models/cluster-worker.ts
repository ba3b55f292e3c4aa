// The program of a worker of cluster.ts. It is built together with the model.
import {
  type FromWorker,
  type Parent,
  processReport,
  runMessageWorker,
  type ToWorker,
  type WorkerStart,
} from 'concurrency-bench/model';

const parent: Parent<FromWorker, ToWorker> = {
  /** Resolves when the message is written, so that a slow parent holds the worker back. */
  send: (message) =>
    new Promise((resolve, reject) => {
      process.send?.(message, undefined, undefined, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    }),
  receive: () => new Promise((resolve) => process.once('message', resolve)),
};

// Opens the workload, asks for batches until there are no more, closes the workload and reports.
await runMessageWorker(JSON.parse(process.argv[2] ?? '') as WorkerStart, parent, processReport);
process.disconnect?.();
