// A model: how work is spread. This one has workerpool run processes, with one task per batch of items.
//
//   npx concurrency-bench verify examples/models/workerpool.ts
//   npx concurrency-bench compare bench/thumbnails.ts --model examples/models/workerpool.ts
import { fileURLToPath } from 'node:url';

import {
  batches,
  type Collector,
  collectTasks,
  listNames,
  type Model,
  type TaskEnd,
  type TaskStart,
  type Trial,
} from 'concurrency-bench/model';
import { type Pool, pool as createPool } from 'workerpool';

const model: Model = {
  summary: 'workerpool processes; one task per batch.',
  isolation: 'process',
  sharing: 'nothing',
  run,
};
export default model;

const WORKER = fileURLToPath(new URL('./workerpool-worker.ts', import.meta.url));

/** Called once, in the first process of the trial. What it costs until it resolves is measured. */
async function run(trial: Trial, collector: Collector): Promise<void> {
  const { workloadUrl, settings } = trial;
  // Each process calls the workload's `share` itself, so there is nothing to hand over.
  const start: TaskStart = { workloadUrl, settings };
  // A pool per process: the processes of one pool cannot be told one by one to close the workload, and
  // what goes wrong in `onTerminate` is lost.
  const pools = Array.from({ length: settings.workers }, () =>
    createPool(WORKER, {
      workerType: 'process',
      forkArgs: [JSON.stringify(start)],
      // It starts at once and stays.
      minWorkers: 1,
      maxWorkers: 1,
    }),
  );

  const names = await listNames(await trial.loadWorkload(), settings);
  const tasks = collectTasks(collector);
  // Reads trial.passes, and cuts them into batches of `settings.batchSize` items.
  const nextBatches = batches(names, trial);

  async function handOut(pool: Pool): Promise<void> {
    for await (const batch of nextBatches) {
      tasks.add(batch, (await pool.exec('work', [batch])) as TaskEnd);
    }
    await pool.exec('close');
    // Nothing may go on when `run` resolves.
    await pool.terminate();
  }
  await Promise.all(pools.map(handOut));

  // The reports of the workers and their event loops.
  tasks.end();
}
