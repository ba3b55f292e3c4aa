import type { Batch, Collector, Model, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import { batches } from '../batches.ts';
import { openWorkload } from '../item.ts';
import { runWorker } from '../worker.ts';

/**
 * One event loop: the producer and the workers are async functions that take turns on one core.
 * Everything is shared, nothing is copied, nothing runs in parallel.
 */
const model: Model = {
  name: 'single-threaded',
  analogue: 'threads under the GIL',
  summary: 'Async workers on one event loop.',
  kind: 'model',
  number: 1,
  baseline: true,
  form: 'tuned',
  isolation: 'none',
  sharing: 'objects',
  run,
};
export default model;

async function run(trial: Trial, collector: Collector): Promise<void> {
  const { settings } = trial;
  const workload = await trial.loadWorkload();
  const workQueue = new AsyncQueue<Batch>(settings.workers);

  async function produce(): Promise<void> {
    const names = await workload.list(settings);
    for (const batch of batches(names, settings)) await workQueue.push(batch);
    workQueue.close();
  }

  async function work(id: number): Promise<void> {
    const report = await runWorker({
      id,
      settings,
      work: await openWorkload(workload, settings),
      take: () => workQueue.take(),
      deliver: (result) => {
        collector.collect(result);
      },
    });
    collector.worker(report);
  }

  const workers = Array.from({ length: settings.workers }, (_, id) => work(id));
  await Promise.all([produce(), ...workers]);
}
