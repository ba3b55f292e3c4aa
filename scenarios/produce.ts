import type { Batch, Trial } from '../harness/contract.ts';
import type { AsyncQueue } from './async-queue.ts';
import { batches, listNames } from './items.ts';

/** Lists the items and puts its batches on the work queue, as fast as workers take them. */
export async function produce(trial: Trial, workQueue: AsyncQueue<Batch>): Promise<void> {
  const workload = await trial.loadWorkload();
  const names = await listNames(workload, trial.settings);
  for await (const batch of batches(names, trial)) await workQueue.push(batch);
  workQueue.close();
}
