import { parentPort, workerData } from 'node:worker_threads';

import { counterOf, RAISE } from './count.ts';
import { createMemory, DONE, GATE } from './memory.ts';
import type { CountOrder, RacerEnd, RacerTask, ReadOrder } from './order.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

/** Updates and reads before the race, in memory that is not shared, so that code is compiled. */
const WARM_UP = 50_000;
/** The writer looks this often whether the reader is done. */
const WRITES_AT_ONCE = 1000;

const { order, side, memory } = workerData as RacerTask;
const words = new Int32Array(memory);

const race = order.kind === 'count' ? countRace(order) : readRace(order);
parentPort?.postMessage('ready');
Atomics.wait(words, GATE, 0);
parentPort?.postMessage({ torn: race() } satisfies RacerEnd);

function countRace(count: CountOrder): () => number {
  const raise = RAISE[count.how];
  raise(new Int32Array(createMemory()), counterOf(count, side), WARM_UP);
  return () => {
    raise(words, counterOf(count, side), count.updates);
    return 0;
  };
}

function readRace({ what, reads }: ReadOrder): () => number {
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
