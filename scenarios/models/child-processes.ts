import type { Batch, Collector, Model, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import type { Child } from '../message-passing/channel.ts';
import type { FromWorker, ToWorker } from '../message-passing/messages.ts';
import { serveWorker } from '../message-passing/serve-worker.ts';
import { programUrl } from '../program-url.ts';
import { textBytes } from '../text-bytes.ts';
import { type Serialization, startChild } from './child-processes/child.ts';
import type { FromProducer, ToProducer } from './child-processes/messages.ts';

/**
 * Isolated children: the producer and each worker are processes of their own, nothing is shared,
 * and every batch and every result is copied by structured clone over a channel per child.
 */
const model: Model = {
  name: 'child-processes',
  analogue: 'subinterpreters',
  summary: 'Isolated Node processes; batches and results copied by structured clone.',
  kind: 'model',
  number: 3,
  form: 'tuned',
  isolation: 'process',
  sharing: 'nothing',
  run: (trial, collector) => runChildren(trial, collector, 'advanced'),
};
export default model;

const WORKER = programUrl(import.meta, './child-processes/worker');
const PRODUCER = programUrl(import.meta, './child-processes/producer');

/** `advanced` is structured clone; the model's variant has its messages written as JSON. */
export async function runChildren(
  { workloadUrl, settings }: Trial,
  collector: Collector,
  serialization: Serialization,
): Promise<void> {
  const workQueue = new AsyncQueue<Batch>(settings.workers);
  const workers = Array.from({ length: settings.workers }, (_, id) => {
    const start = { id, workloadUrl, settings };
    const child = startChild<ToWorker, FromWorker>(WORKER, start, serialization);
    return serveWorker(child, workQueue, collector);
  });
  const start = { id: 0, workloadUrl, settings };
  const producer = startChild<ToProducer, FromProducer>(PRODUCER, start, serialization);
  await Promise.all([serveProducer(producer, workQueue, collector), ...workers]);
}

/** Puts what the producer sends on the work queue; it may send more when that took the last. */
async function serveProducer(
  child: Child<ToProducer, FromProducer>,
  workQueue: AsyncQueue<Batch>,
  collector: Collector,
): Promise<void> {
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
