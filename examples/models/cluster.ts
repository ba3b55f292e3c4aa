// A model: how work is spread. This one starts workers with node:cluster, which ask for batches of items.
//
//   npx concurrency-bench verify examples/models/cluster.ts
//   npx concurrency-bench compare bench/thumbnails.ts --model examples/models/cluster.ts
import cluster from 'node:cluster';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import {
  AsyncQueue,
  type Batch,
  type Child,
  type Collector,
  type FromWorker,
  messagesOf,
  type Model,
  produce,
  serveWorker,
  type ToWorker,
  type Trial,
  type WorkerStart,
} from 'concurrency-bench/model';

const model: Model = {
  summary: 'node:cluster workers that ask for batches; structured-clone messages.',
  isolation: 'process',
  sharing: 'nothing',
  run,
};
export default model;

const WORKER = fileURLToPath(new URL('./cluster-worker.ts', import.meta.url));

/** Called once, in the first process of the trial. What it costs until it resolves is measured. */
async function run(trial: Trial, collector: Collector): Promise<void> {
  const { workloadUrl, settings } = trial;
  // A few batches wait here, so that a worker that asks for one need not wait itself.
  const workQueue = new AsyncQueue<Batch>(settings.workers);
  const workers = Array.from({ length: settings.workers }, (_, id) =>
    // Answers what the worker asks, and passes its results and reports to the collector.
    serveWorker(startWorker({ id, workloadUrl, settings }), workQueue, collector),
  );
  // Lists the items, reads trial.passes and puts their batches on the queue. When one of these
  // rejects, so does `run`, and the trial has failed with that error.
  await Promise.all([produce(trial, workQueue), ...workers]);
}

function startWorker(start: WorkerStart): Child<ToWorker, FromWorker> {
  cluster.setupPrimary({
    exec: WORKER,
    args: [JSON.stringify(start)],
    serialization: 'advanced',
  });
  const worker = cluster.fork();
  const exit = once(worker, 'exit') as Promise<[code: number, signal: string]>;
  return {
    messages: messagesOf(worker, 'disconnect') as AsyncIterable<FromWorker>,
    send(message) {
      worker.send(message);
    },
    /** Resolves when the process has gone: nothing may go on when `run` resolves. */
    async ended() {
      const [code, signal] = await exit;
      if (code !== 0) throw new Error(`worker ${start.id} ended with ${signal || `code ${code}`}`);
    },
  };
}
