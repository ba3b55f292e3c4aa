import type { Batch, Collector, Model, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import { programUrl } from '../program-url.ts';
import { textBytes } from '../text-bytes.ts';
import { startChild } from './child-processes/child.ts';
import type { FromProducer, FromWorker, ToProducer, ToWorker } from './child-processes/messages.ts';

/**
 * Isolated children: the producer and each worker are processes of their own, nothing is shared,
 * and every batch and every result is copied by structured clone over a channel per child.
 */
const model: Model = {
  name: 'child-processes',
  mirrors: 'subinterpreters',
  summary: 'Isolated Node processes; batches and results copied by structured clone.',
  kind: 'model',
  isolation: 'process',
  sharing: 'nothing',
  run,
};
export default model;

async function run(trial: Trial, collector: Collector): Promise<void> {
  const workQueue = new AsyncQueue<Batch>(trial.settings.workers);
  const workers = Array.from({ length: trial.settings.workers }, (_, id) =>
    serveWorker(id, trial, workQueue, collector),
  );
  await Promise.all([serveProducer(trial, workQueue, collector), ...workers]);
}

/** Puts what the producer sends on the work queue; it may send more when that took the last. */
async function serveProducer(
  { workloadUrl, settings }: Trial,
  workQueue: AsyncQueue<Batch>,
  collector: Collector,
): Promise<void> {
  const program = programUrl(import.meta, './child-processes/producer');
  const child = startChild<ToProducer, FromProducer>(program, { id: 0, workloadUrl, settings });
  for await (const message of child.messages) {
    if (message.type === 'end') {
      collector.loop(message.loop);
      collector.crossed(1, 0);
    } else {
      await workQueue.push(message.batch);
      child.send({ type: 'more' });
      collector.crossed(2, textBytes(message.batch.names));
    }
  }
  await child.ended();
  workQueue.close();
}

/** Gives a worker the batches it asks for, and takes its results. */
async function serveWorker(
  id: number,
  { workloadUrl, settings }: Trial,
  workQueue: AsyncQueue<Batch>,
  collector: Collector,
): Promise<void> {
  const program = programUrl(import.meta, './child-processes/worker');
  const child = startChild<ToWorker, FromWorker>(program, { id, workloadUrl, settings });

  async function handOut(): Promise<void> {
    const batch = (await workQueue.take()) ?? null;
    child.send({ type: 'batch', batch });
    collector.crossed(2, textBytes(batch?.names ?? []));
  }

  for await (const message of child.messages) {
    if (message.type === 'take') {
      // Not awaited: results that follow must not wait for the next batch.
      void handOut();
    } else if (message.type === 'result') {
      collector.collect(message.result);
      collector.crossed(1, textBytes(message.result.lines));
    } else {
      collector.worker(message.worker);
      collector.loop(message.loop);
      collector.crossed(1, 0);
    }
  }
  await child.ended();
}
