import { parentPort, workerData } from 'node:worker_threads';

import { monotonicMs } from '../../../harness/clock.ts';
import { counterOf, RAISE } from './count.ts';
import { createMemory, DONE, READY } from './memory.ts';
import type { CountSpec, RacerEnd, RacerTask, ReadSpec } from './spec.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

/** Updates and reads before the race, in memory that is not shared, so that code is compiled. */
const WARM_UP = 50_000;
/** The writer looks this often whether the reader is done. */
const WRITES_AT_ONCE = 1000;

const { spec, side, memory } = workerData as RacerTask;
const words = new Int32Array(memory);

const race = spec.kind === 'count' ? countRace(spec) : readRace(spec);
// Without sleeping: a thread that has to be woken may come when the other is done.
Atomics.add(words, READY, 1);
while (Atomics.load(words, READY) < 2);
const [startedAtMs, cpuStart] = [monotonicMs(), process.threadCpuUsage()];
const torn = race();
const { user, system } = process.threadCpuUsage(cpuStart);
const cpuMs = (user + system) / 1000;
parentPort?.postMessage({
  torn,
  startedAtMs,
  endedAtMs: monotonicMs(),
  cpuMs,
} satisfies RacerEnd);

function countRace(count: CountSpec): () => number {
  const raise = RAISE[count.how];
  raise(new Int32Array(createMemory()), counterOf(count, side), WARM_UP);
  return () => {
    raise(words, counterOf(count, side), count.updates);
    return 0;
  };
}

function readRace({ what, reads }: ReadSpec): () => number {
  const rehearsal = SUBJECTS[what](createMemory());
  writeSome(rehearsal);
  readAll(rehearsal, WARM_UP);
  const subject = SUBJECTS[what](memory);
  if (side === 1) {
    return () => {
      const torn = readAll(subject, reads);
      Atomics.store(words, DONE, 1);
      return torn;
    };
  }
  return () => {
    while (Atomics.load(words, DONE) === 0) writeSome(subject);
    return 0;
  };
}

function writeSome(subject: Subject): void {
  for (let n = 0; n < WRITES_AT_ONCE; n++) subject.write(n);
}

function readAll(subject: Subject, reads: number): number {
  let torn = 0;
  for (let n = 0; n < reads; n++) if (subject.isTorn()) torn += 1;
  return torn;
}
