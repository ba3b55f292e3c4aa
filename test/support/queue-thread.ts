import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { parentPort, workerData } from 'node:worker_threads';

import { openQueue, type Queue } from '../../scenarios/models/worker-threads/queue.ts';
import { stressRecord } from './stress-record.ts';

/** What one thread of the queue tests does; it posts one message when it is done. */
export type ThreadTask =
  | { role: 'produce'; queue: SharedArrayBuffer; producer: number; count: number; books: Books }
  | { role: 'consume'; queue: SharedArrayBuffer; producers: number; books: Books }
  | { role: 'echo'; requests: SharedArrayBuffer; replies: SharedArrayBuffer }
  | { role: 'stall'; queue: SharedArrayBuffer; gate: SharedArrayBuffer };

/** Counts that all threads of a stress test keep. */
export interface Books {
  /** Records pushed, and takes begun. */
  readonly totals: SharedArrayBuffer;
  /** How often each record was taken, by producer and index. */
  readonly taken: SharedArrayBuffer;
  readonly capacity: number;
  readonly recordsPerProducer: number;
}

const PUSHED = 0;
const TAKES_BEGUN = 1;

const task = workerData as ThreadTask;
if (task.role === 'produce') await produce(task);
else if (task.role === 'consume') await consume(task);
else if (task.role === 'echo') await echo(openQueue(task.requests), openQueue(task.replies));
else stall(openQueue(task.queue), new Int32Array(task.gate));
parentPort?.postMessage('done');

async function produce({
  queue: buffer,
  producer,
  count,
  books,
}: ThreadTask & { role: 'produce' }) {
  const queue = openQueue(buffer);
  const totals = new Int32Array(books.totals);
  for (let index = 0; index < count; index++) {
    await queue.push(stressRecord(producer, index, queue.slotBytes));
    const pushed = Atomics.add(totals, PUSHED, 1) + 1;
    const ahead = pushed - Atomics.load(totals, TAKES_BEGUN);
    assert.ok(ahead <= books.capacity, `${ahead} records ahead of the takers`);
  }
}

async function consume({ queue: buffer, producers, books }: ThreadTask & { role: 'consume' }) {
  const queue = openQueue(buffer);
  const totals = new Int32Array(books.totals);
  const taken = new Uint8Array(books.taken);
  const lastIndex = new Array<number>(producers).fill(-1);
  for (;;) {
    Atomics.add(totals, TAKES_BEGUN, 1);
    const bytes = await queue.take();
    if (bytes === undefined) return;
    const record = Buffer.from(bytes.buffer);
    const producer = record.readInt32LE(0);
    const index = record.readInt32LE(4);
    assert.deepEqual(record, stressRecord(producer, index, queue.slotBytes), 'torn record');
    assert.ok(index > (lastIndex[producer] ?? Infinity), `${producer}/${index} is out of order`);
    lastIndex[producer] = index;
    Atomics.add(taken, producer * books.recordsPerProducer + index, 1);
  }
}

async function echo(requests: Queue, replies: Queue) {
  for await (const record of requests) await replies.push(record);
}

/** Pushes one record, and stands still between claiming its position and storing its state. */
function stall(queue: Queue, gate: Int32Array) {
  mock.method(Atomics, 'store', (...args: [Int32Array, number, number]) => {
    mock.restoreAll();
    parentPort?.postMessage('claimed');
    Atomics.wait(gate, 0, 0);
    return Atomics.store(...args);
  });
  queue.tryPush(Uint8Array.of(1));
}
