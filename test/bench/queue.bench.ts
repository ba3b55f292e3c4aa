// What the shared-memory queue costs against postMessage of the same records.
//
//   npx node test/bench/queue.bench.ts
//
// Each case runs once per round, the two transports in turn; the table has the medians of all
// rounds. CPU is that of the whole process. A queue holds its producers back, postMessage does not.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

import {
  BATCH_BYTES,
  createResultDecoder,
  decodeBatch,
  encodeBatch,
  encodeResult,
} from '../../scenarios/models/worker-threads/codec.ts';
import { createQueue, openQueue } from '../../scenarios/models/worker-threads/queue.ts';

const ROUNDS = 9;
const CAPACITY = 64;
/** As long as the average result line. */
const LINE = 'bulbasaur grass poison'.padEnd(52);

type Transport = 'queue' | 'postMessage';

interface Order {
  readonly transport: Transport;
  readonly records: number;
  readonly bytes: number;
  readonly queue: SharedArrayBuffer;
}

interface Cost {
  readonly wallUs: number;
  readonly cpuUs: number;
}

const CASES = [
  { name: '1 producer, 64 B', producers: 1, bytes: 64, records: 100_000 },
  { name: '4 producers, 64 B', producers: 4, bytes: 64, records: 100_000 },
  { name: '1 producer, 4 KiB', producers: 1, bytes: 4096, records: 40_000 },
  { name: '4 producers, 4 KiB', producers: 4, bytes: 4096, records: 40_000 },
];

if (isMainThread) {
  console.log('1000 results'.padEnd(20), workload());
  for (const each of CASES) console.log(each.name.padEnd(20), await compare(each));
} else if (workerData === 'producer') {
  parentPort?.on('message', (order: Order) => void produce(order));
}

async function compare(shape: (typeof CASES)[number]): Promise<string> {
  const threads = Array.from(
    { length: shape.producers },
    () => new Worker(new URL(import.meta.url), { workerData: 'producer' }),
  );
  const costs: Record<Transport, Cost[]> = { queue: [], postMessage: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const transport of ['queue', 'postMessage'] as const) {
      costs[transport].push(await transfer(threads, transport, shape.records, shape.bytes));
    }
  }
  for (const thread of threads) await thread.terminate();
  return `queue ${summary(costs.queue)}   postMessage ${summary(costs.postMessage)}`;
}

async function transfer(
  threads: readonly Worker[],
  transport: Transport,
  records: number,
  bytes: number,
): Promise<Cost> {
  const queue = createQueue({ capacity: CAPACITY, slotBytes: bytes });
  const arriving = transport === 'queue' ? takeAll(queue, records) : receiveAll(threads, records);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  for (const thread of threads) {
    const order: Order = { transport, records: records / threads.length, bytes, queue };
    thread.postMessage(order);
  }
  await arriving;
  const { user, system } = process.cpuUsage(cpu);
  return {
    wallUs: ((performance.now() - wall) * 1000) / records,
    cpuUs: (user + system) / records,
  };
}

async function takeAll(buffer: SharedArrayBuffer, records: number): Promise<void> {
  const queue = openQueue(buffer);
  for (let taken = 0; taken < records; taken++) await queue.take();
}

async function receiveAll(threads: readonly Worker[], records: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let received = 0;
  const count = () => {
    if (++received === records) resolve(undefined);
  };
  for (const thread of threads) thread.on('message', count);
  await promise;
  for (const thread of threads) thread.off('message', count);
}

async function produce({ transport, records, bytes, queue: buffer }: Order): Promise<void> {
  const record = new Uint8Array(bytes).fill(7);
  const queue = openQueue(buffer);
  for (let n = 0; n < records; n++) {
    if (transport === 'queue') await queue.push(record);
    else parentPort?.postMessage(record);
  }
}

/** One trial's traffic on one thread, with warm code: 4 batches there, their 1000 results back. */
function workload(): string {
  const repeats = 500;
  for (let repeat = 0; repeat < repeats; repeat++) passTraffic();
  const start = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat++) passTraffic();
  const { user, system } = process.cpuUsage(start);
  return `CPU ${((user + system) / repeats).toFixed(0)} µs`;
}

function passTraffic(): void {
  const batches = openQueue(createQueue({ capacity: 16, slotBytes: BATCH_BYTES }));
  const records = openQueue(createQueue({ capacity: CAPACITY, slotBytes: 4096 }));
  const decode = createResultDecoder();
  for (let first = 0; first < 1000; first += 250) {
    batches.tryPush(encodeBatch({ first, count: 250 }));
    decodeBatch(batches.tryTake() ?? new Uint8Array());
    const lines = Array.from({ length: 250 }, () => LINE);
    for (const record of encodeResult({ first, lines, failures: [] }, records.slotBytes)) {
      records.tryPush(record);
      decode(records.tryTake() ?? new Uint8Array());
    }
  }
}

function summary(costs: readonly Cost[]): string {
  const wall = median(costs.map(({ wallUs }) => wallUs)).toFixed(2);
  const cpu = median(costs.map(({ cpuUs }) => cpuUs)).toFixed(2);
  return `${wall} µs (CPU ${cpu})`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
