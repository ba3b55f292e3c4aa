import type { Batch, Collector, Model, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import { openWorkload } from '../item.ts';
import { batches, listNames } from '../items.ts';
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
  const shared = trial.shares
    ? await (await import('../shared-data.ts')).shareData(trial)
    : undefined;
  const workQueue = new AsyncQueue<Batch>(settings.workers);

  async function produce(): Promise<void> {
    const names = await listNames(workload, settings);
    for await (const batch of batches(names, trial)) await workQueue.push(batch);
    workQueue.close();
  }

  async function work(id: number): Promise<void> {
    const report = await runWorker({
      id,
      settings,
      work: await openWorkload(workload, settings, shared),
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
