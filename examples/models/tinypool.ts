// A model: how work is spread. This one hands tinypool one task per batch of items.
//
//   npx concurrency-bench verify examples/models/tinypool.ts
//   npx concurrency-bench compare bench/thumbnails.ts --model examples/models/tinypool.ts
import {
  batches,
  type Collector,
  collectTasks,
  listNames,
  type Model,
  shareMemory,
  type TaskEnd,
  type TaskStart,
  type Trial,
} from 'concurrency-bench/model';
import { Tinypool } from 'tinypool';

const model: Model = {
  summary: 'tinypool threads; one task per batch.',
  // A thread that crashes takes the process with it, but a blocked loop blocks no other.
  isolation: 'thread',
  sharing: 'nothing',
  run,
};
export default model;

/** Called once, in the first process of the trial. What it costs until it resolves is measured. */
async function run(trial: Trial, collector: Collector): Promise<void> {
  const { workloadUrl, settings, shares } = trial;
  const start: TaskStart = {
    ...{ workloadUrl, settings },
    // Only a workload with `share` has data for all threads; it lies in memory that all of them see.
    ...(shares && { shared: await shareMemory(trial) }),
  };
  const pool = new Tinypool({
    filename: new URL('./tinypool-worker.ts', import.meta.url).href,
    workerData: start,
    // All threads start at once and stay.
    minThreads: settings.workers,
    maxThreads: settings.workers,
    // Runs in each thread before it ends.
    teardown: 'close',
  });

  const names = await listNames(await trial.loadWorkload(), settings);
  const tasks = collectTasks(collector);
  // Reads trial.passes, and cuts them into batches of `settings.batchSize` items.
  const nextBatches = batches(names, trial);

  /** As many of these run as there are threads, so that no batch waits in the pool. */
  async function handOut(): Promise<void> {
    for await (const batch of nextBatches) {
      tasks.add(batch, (await pool.run(batch)) as TaskEnd);
    }
  }
  await Promise.all(Array.from({ length: settings.workers }, handOut));

  // The reports of the workers and their event loops.
  tasks.end();
  // Nothing may go on when `run` resolves.
  await pool.destroy();
}
