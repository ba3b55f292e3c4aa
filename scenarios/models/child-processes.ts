import type { Batch, Collector, Model, Pass, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import type { FromWorker, ToWorker } from '../message-passing/messages.ts';
import { serveWorker } from '../message-passing/serve-worker.ts';
import { programUrl } from '../program-url.ts';
import { textBytes } from '../text-bytes.ts';
import { type Serialization, startChild } from './child-processes/child.ts';
import type { FromProducer, ProducerStart, ToProducer } from './child-processes/messages.ts';

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

/**
 * The producer is told its first pass when it is started, and each other one in answer to the last
 * batch of the one before. `advanced` is structured clone; a variant has messages written as JSON.
 */
export async function runChildren(
  trial: Trial,
  collector: Collector,
  serialization: Serialization,
): Promise<void> {
  const { workloadUrl, settings } = trial;
  const workQueue = new AsyncQueue<Batch>(settings.workers);
  const workers = Array.from({ length: settings.workers }, (_, id) => {
    const start = { id, workloadUrl, settings };
    const child = startChild<ToWorker, FromWorker>(WORKER, start, serialization);
    return serveWorker(child, workQueue, collector);
  });

  async function produce(): Promise<void> {
    const passes = trial.passes[Symbol.asyncIterator]();
    let pass = await nextOf(passes);
    const start: ProducerStart = { workloadUrl, settings, pass };
    const child = startChild<ToProducer, FromProducer>(PRODUCER, start, serialization);
    for await (const message of child.messages) {
      if (message.type === 'end') {
        collector.loop(message.loop);
        collector.crossed(1, 0);
      } else {
        await workQueue.push(message.batch);
        collector.crossed(2, textBytes(message.batch.names));
        if (!isLastOf(message.batch, pass)) child.send({ type: 'more' });
        else child.send({ type: 'pass', pass: (pass = await nextOf(passes)) });
      }
    }
    await child.ended();
    workQueue.close();
  }

  await Promise.all([produce(), ...workers]);
}

async function nextOf(passes: AsyncIterator<Pass, unknown>): Promise<Pass | null> {
  const next = await passes.next();
  return next.done === true ? null : next.value;
}

function isLastOf({ first, names }: Batch, pass: Pass | null): boolean {
  return pass !== null && first + names.length === pass.first + pass.count;
}
