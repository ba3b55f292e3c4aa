import { fileURLToPath } from 'node:url';

import { Piscina } from 'piscina';

import type { BatchResult, Collector, Model, Trial } from '../../harness/contract.ts';
import { listNames } from '../items.ts';
import { programUrl } from '../program-url.ts';
import { textBytes } from '../text-bytes.ts';
import type { ItemTask, Roll, ThreadEnd, ThreadStart } from './threads-tasks/worker.ts';

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
  const { workloadUrl, settings, shares } = trial;
  const shared = shares ? await (await import('../shared-data.ts')).shareMemory(trial) : undefined;
  const pool = new Piscina({
    filename: fileURLToPath(programUrl(import.meta, './threads-tasks/worker')),
    workerData: { workloadUrl, settings, ...(shared && { shared }) } satisfies ThreadStart,
    // As many as the other models have; all else is piscina's default.
    minThreads: settings.workers,
    maxThreads: settings.workers,
  });
  const workload = await trial.loadWorkload();
  const names = await listNames(workload, settings);

  async function* tasks(): AsyncGenerator<ItemTask> {
    for await (const { first, count } of trial.passes) {
      for (let item = first; item < first + count; item++) {
        yield { first: item, name: names[item % names.length] ?? '' };
      }
    }
  }
  const nextTasks = tasks();

  async function work(): Promise<void> {
    for await (const task of nextTasks) {
      const result = (await pool.run(task)) as BatchResult;
      collector.collect(result);
      collector.crossed(2, textBytes([task.name, ...result.lines]));
    }
  }
  // As many as the other models have in flight; piscina would queue any number.
  await Promise.all(Array.from({ length: settings.workers * settings.inFlight }, work));

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
