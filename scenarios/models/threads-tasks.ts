import { fileURLToPath } from 'node:url';

import { Piscina } from 'piscina';

import type {
  BatchResult,
  Collector,
  Model,
  Trial,
  WorkloadStart,
} from '../../harness/contract.ts';
import { programUrl } from '../program-url.ts';
import { textBytes } from '../text-bytes.ts';
import type { ItemTask, Roll, ThreadEnd } from './threads-tasks/worker.ts';

/**
 * A task per item with piscina's defaults, as its README shows it. By default a thread does one task
 * at a time, so it waits for one answer at a time, whatever the limit of requests in flight: made for
 * tasks that compute, a trap for tasks that wait.
 */
const model: Model = {
  name: 'threads-tasks',
  analogue: 'free threading',
  summary: "One piscina task per item with piscina's defaults: one request at a time per thread.",
  kind: 'model',
  number: 3,
  variantOf: 'worker-threads',
  form: 'idiomatic',
  isolation: 'thread',
  sharing: 'nothing',
  run,
};
export default model;

async function run(trial: Trial, collector: Collector): Promise<void> {
  const { workloadUrl, settings } = trial;
  const pool = new Piscina({
    filename: fileURLToPath(programUrl(import.meta, './threads-tasks/worker')),
    workerData: { workloadUrl, settings } satisfies WorkloadStart,
    // As many as the other models have; all else is piscina's default.
    minThreads: settings.workers,
    maxThreads: settings.workers,
  });
  const workload = await trial.loadWorkload();
  const names = await workload.list(settings);

  async function work(first: number): Promise<void> {
    const task: ItemTask = { first, name: names[first % names.length] ?? '' };
    const result = (await pool.run(task)) as BatchResult;
    collector.collect(result);
    collector.crossed(2, textBytes([task.name, ...result.lines]));
  }
  await Promise.all(Array.from({ length: settings.items }, (_, first) => work(first)));

  const roll: Roll = new SharedArrayBuffer(4);
  async function end(): Promise<void> {
    const { worker, loop } = (await pool.run(roll, { name: 'end' })) as ThreadEnd;
    collector.worker(worker);
    collector.loop(loop);
    collector.crossed(2, 0);
  }
  await Promise.all(Array.from({ length: settings.workers }, end));
  await pool.destroy();
}
