import { setTimeout as delay } from 'node:timers/promises';

import type { MonotonicMs, TrialSettings } from '../../../harness/contract.ts';
import { type BodyPack, openBodyPack } from '../../body-pack.ts';
import type { MainChannel } from '../shared/workers/worker.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { decodeBatch } from '../../models/worker-threads/codec.ts';
import { openQueue } from '../../models/worker-threads/queue.ts';
import workload from '../../workloads/fetch-pokemon.ts';
import { openRanges } from './ranges.ts';

/** One way to hand out the items, as one worker is told of it. */
export interface Job {
  readonly worker: number;
  readonly startAtMs: MonotonicMs;
  readonly bodyPackPath: string;
  /** Where the body of each item stands in the pack, Int32 each. */
  readonly bodies: SharedArrayBuffer;
  /** How often each item was done, a byte each. */
  readonly done: SharedArrayBuffer;
  /** How often this worker does the work of an item: more than once makes it slow. */
  readonly repeats: number;
  /** A queue of batches, or ranges to steal from. */
  readonly source: 'queue' | 'ranges';
  readonly shared: SharedArrayBuffer;
}

export interface JobEnd {
  readonly endedAtMs: MonotonicMs;
  readonly steals: number;
}

/** What the workload's computing half reads of the settings; bodies are as they came over the wire. */
const SETTINGS = { encoding: 'gzip' } as TrialSettings;

let pack: BodyPack | undefined;

export default function work(main: MainChannel<Job, JobEnd>): void {
  main.listen((job) => void serve(main, job));
}

async function serve(main: MainChannel<Job, JobEnd>, job: Job): Promise<void> {
  pack ??= openBodyPack(job.bodyPackPath);
  await delay(Math.max(0, job.startAtMs - monotonicMs()));
  const steals = job.source === 'queue' ? fromQueue(job, pack) : fromRanges(job, pack);
  main.send({ endedAtMs: monotonicMs(), steals });
}

function fromQueue(job: Job, pack: BodyPack): number {
  const queue = openQueue(job.shared);
  for (let record = queue.tryTake(); record !== undefined; record = queue.tryTake()) {
    const { first, count } = decodeBatch(record);
    for (let item = first; item < first + count; item++) doItem(job, pack, item);
  }
  return 0;
}

function fromRanges(job: Job, pack: BodyPack): number {
  const ranges = openRanges(job.shared, job.worker);
  for (let item = ranges.take(); item !== undefined; item = ranges.take()) doItem(job, pack, item);
  return ranges.steals;
}

function doItem({ bodies, done, repeats }: Job, pack: BodyPack, item: number): void {
  const index = new Int32Array(bodies)[item] ?? 0;
  for (let time = 0; time < repeats; time++) {
    workload.compute(pack.names[index] ?? '', pack.read(index), SETTINGS);
  }
  Atomics.add(new Uint8Array(done), item, 1);
}
