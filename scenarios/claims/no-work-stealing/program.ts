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
}

/** For the job to reach every thread before it starts. */
const LEAD_MS = 50;

// The same items by the same threads, handed out in three ways.
const input = programInput<StealingInput>();
const threads = await Promise.all(Array.from({ length: input.workers }, startThread));
const order = listBodies();
const quarters = () => queueOf(Math.ceil(order.length / input.workers));
const small = () => queueOf(input.smallBatch);
const ranges = () => createRanges(order.length, input.workers);

// Once for the compiler.
await run('queue', small());
const figures = {
  ...named('quarters', await run('queue', quarters())),
  ...named('small', await run('queue', small())),
  ...named('stealing', await run('ranges', ranges())),
};
for (const { worker } of threads) await worker.stop?.();
reportFigures(figures);

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

/** From the start of the job to the end of each thread's last item. */
async function run(source: Job['source'], shared: SharedArrayBuffer) {
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

function named(way: string, { endedMs, steals }: Awaited<ReturnType<typeof run>>) {
  const lastMs = Math.max(...endedMs);
  const idleMs = endedMs.reduce((sum, ms) => sum + lastMs - ms, 0);
  return {
    [`${way}.lastMs`]: lastMs,
    [`${way}.longestIdleMs`]: lastMs - Math.min(...endedMs),
    [`${way}.idleShare`]: idleMs / (endedMs.length * lastMs),
    [`${way}.steals`]: steals,
  };
}
