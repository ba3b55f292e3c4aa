import { median } from 'simple-statistics';

import { openBodyPack } from '../../body-pack.ts';
import { programInput, reportFigures } from '../shared/program.ts';
import { startWorker } from '../shared/workers.ts';
import type { ClaimWorker } from '../shared/workers/worker.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { BATCH_BYTES, encodeBatch } from '../../models/worker-threads/codec.ts';
import { createQueue, openQueue } from '../../models/worker-threads/queue.ts';
import { programUrl } from '../../program-url.ts';
import { createRanges } from './ranges.ts';
import type { Job, JobEnd } from './worker.ts';

export interface StealingInput {
  readonly workers: number;
  /** Every how manieth body of the pack is an item. */
  readonly stride: number;
  /** In the order of the pack, or dealt so that every quarter has bodies of all sizes. */
  readonly order: 'as listed' | 'dealt';
  /** How often the first worker does the work of an item; the others do it once. */
  readonly slowRepeats: number;
  /** Items handed out at once, where batches are small. */
  readonly smallBatch: number;
  /** How often all ways are gone through, forwards and backwards. */
  readonly cycles: number;
}

type Way = 'quarters' | 'small' | 'stealing';

interface Run {
  /** Of each thread, from the start of the job to the end of its last item. */
  readonly endedMs: readonly number[];
  readonly steals: number;
}

/** For the job to reach every thread before it starts. */
const LEAD_MS = 50;

// The same items by the same threads, handed out in three ways.
const input = programInput<StealingInput>();
const threads = await Promise.all(Array.from({ length: input.workers }, startThread));
const order = listBodies();
const batches = (items: number) => () => run('queue', queueOf(items));
const WAYS: Readonly<Record<Way, () => Promise<Run>>> = {
  quarters: batches(Math.ceil(order.length / input.workers)),
  small: batches(input.smallBatch),
  stealing: () => run('ranges', createRanges(order.length, input.workers)),
};

const runs: Record<Way, Run[]> = { quarters: [], small: [], stealing: [] };
// Once for the compiler.
for (const go of Object.values(WAYS)) await go();
for (const way of orderOfWays()) runs[way].push(await WAYS[way]());
for (const { worker } of threads) await worker.stop?.();
reportFigures({ ...figuresOf('quarters'), ...figuresOf('small'), ...figuresOf('stealing') });

interface Thread {
  readonly worker: ClaimWorker<Job>;
  /** The end of the job it has been given. */
  ended(): Promise<JobEnd>;
}

async function startThread(): Promise<Thread> {
  let ended: (end: JobEnd) => void = () => undefined;
  const worker = await startWorker<Job, JobEnd>({
    kind: 'worker-threads',
    program: programUrl(import.meta, './worker'),
    received(end) {
      ended(end);
    },
  });
  return {
    worker,
    ended: () =>
      new Promise((resolve) => {
        ended = resolve;
      }),
  };
}

/** Of each item: where its body stands in the pack. */
function listBodies(): readonly number[] {
  const pack = openBodyPack(input.bodyPackPath);
  const listed = pack.names.map((_, index) => index).filter((index) => index % input.stride === 0);
  pack.close();
  if (input.order === 'as listed') return listed;
  const hands = Array.from({ length: input.workers }, (_, hand) =>
    listed.filter((_, place) => place % input.workers === hand),
  );
  return hands.flat();
}

/**
 * Forwards and then backwards, each time from another way on: what grows over the run, such as heaps
 * and compiled code, falls on all ways alike.
 */
function orderOfWays(): readonly Way[] {
  const ways = Object.keys(WAYS) as Way[];
  return Array.from({ length: input.cycles }, (_, cycle) => {
    const first = cycle % ways.length;
    const rotated = [...ways.slice(first), ...ways.slice(0, first)];
    return [...rotated, ...rotated.toReversed()];
  }).flat();
}

/** All batches, ready to be taken. */
function queueOf(batchSize: number): SharedArrayBuffer {
  const batches = Math.ceil(order.length / batchSize);
  const capacity = 2 ** Math.ceil(Math.log2(batches));
  const buffer = createQueue({ capacity, slotBytes: BATCH_BYTES });
  const queue = openQueue(buffer);
  for (let first = 0; first < order.length; first += batchSize) {
    queue.tryPush(encodeBatch({ first, count: Math.min(batchSize, order.length - first) }));
  }
  return buffer;
}

/** One way, once. */
async function run(source: Job['source'], shared: SharedArrayBuffer): Promise<Run> {
  const bodies = new SharedArrayBuffer(4 * order.length);
  new Int32Array(bodies).set(order);
  const done = new SharedArrayBuffer(order.length);
  const startAtMs = monotonicMs() + LEAD_MS;
  const { bodyPackPath } = input;
  const ends = threads.map((thread, worker) => {
    const end = thread.ended();
    const repeats = worker === 0 ? input.slowRepeats : 1;
    const job = { worker, startAtMs, bodyPackPath, bodies, done, repeats, source, shared };
    thread.worker.send(job);
    return end;
  });
  const ended = await Promise.all(ends);
  if (!new Uint8Array(done).every((times) => times === 1)) {
    throw new Error(`an item was not done exactly once (${source})`);
  }
  return {
    endedMs: ended.map(({ endedAtMs }) => endedAtMs - startAtMs),
    steals: ended.reduce((sum, end) => sum + end.steals, 0),
  };
}

/** Medians over the runs of a way. */
function figuresOf(way: Way): Readonly<Record<string, number>> {
  const each = runs[way].map(({ endedMs, steals }) => {
    const lastMs = Math.max(...endedMs);
    const idleMs = endedMs.reduce((sum, ms) => sum + lastMs - ms, 0);
    return {
      ...{ lastMs, steals },
      longestIdleMs: lastMs - Math.min(...endedMs),
      idleShare: idleMs / (endedMs.length * lastMs),
    };
  });
  const names = ['lastMs', 'longestIdleMs', 'idleShare', 'steals'] as const;
  const medians = names.map((name) => [`${way}.${name}`, median(each.map((one) => one[name]))]);
  return Object.fromEntries(medians) as Record<string, number>;
}
