import { fork } from 'node:child_process';
import { once } from 'node:events';

import type { Batch, Collector, Model, Trial } from '../../harness/contract.ts';
import { AsyncQueue } from '../async-queue.ts';
import { type Child, messagesOf } from '../message-passing/channel.ts';
import type { FromWorker, ToWorker, WorkerStart } from '../message-passing/messages.ts';
import { serveWorker } from '../message-passing/serve-worker.ts';
import { produce } from '../produce.ts';
import { programUrl } from '../program-url.ts';

/**
 * A pool of forked processes with nothing but Node: the parent fetches the list and hands batches to
 * the workers that ask. Messages are JSON, which is the default of `fork`.
 */
const model: Model = {
  name: 'processes-fork',
  analogue: 'subinterpreters',
  summary: 'A pool of forked processes without a library; the parent produces, messages are JSON.',
  kind: 'model',
  number: 2,
  variantOf: 'child-processes',
  form: 'idiomatic',
  isolation: 'process',
  sharing: 'nothing',
  run,
};
export default model;

const WORKER = programUrl(import.meta, './child-processes/worker');

async function run(trial: Trial, collector: Collector): Promise<void> {
  const { workloadUrl, settings } = trial;
  const workQueue = new AsyncQueue<Batch>(settings.workers);
  const workers = Array.from({ length: settings.workers }, (_, id) =>
    serveWorker(forkWorker({ id, workloadUrl, settings }), workQueue, collector),
  );
  await Promise.all([produce(trial, workQueue), ...workers]);
}

function forkWorker(start: WorkerStart): Child<ToWorker, FromWorker> {
  const child = fork(WORKER, [JSON.stringify(start)]);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  return {
    messages: messagesOf(child, 'disconnect') as AsyncIterable<FromWorker>,
    send(message) {
      child.send(message);
    },
    async ended() {
      const [code] = await exit;
      if (code !== 0) throw new Error(`worker ${start.id} ended with exit code ${code ?? 'none'}`);
    },
  };
}
