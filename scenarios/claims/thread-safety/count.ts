import { DATA, LOCK } from './memory.ts';
import { openMutex } from './mutex.ts';
import type { CountSpec, Protection } from './spec.ts';

/** Raises a counter by one, so many times. */
type Raise = (words: Int32Array, counter: number, times: number) => void;

export const RAISE: Readonly<Record<Protection, Raise>> = {
  plain(words, counter, times) {
    for (let n = 0; n < times; n++) words[counter] = (words[counter] ?? 0) + 1;
  },
  atomics(words, counter, times) {
    for (let n = 0; n < times; n++) Atomics.add(words, counter, 1);
  },
  lock(words, counter, times) {
    const mutex = openMutex(words, LOCK);
    for (let n = 0; n < times; n++) {
      mutex.lock();
      words[counter] = (words[counter] ?? 0) + 1;
      mutex.unlock();
    }
  },
};

/** The word that this side counts in. */
export function counterOf({ apartBytes }: CountSpec, side: number): number {
  return DATA + (side * apartBytes) / 4;
}

/** What both sides have counted. */
export function counted(memory: SharedArrayBuffer, spec: CountSpec): number {
  const words = new Int32Array(memory);
  const counters = new Set([0, 1].map((side) => counterOf(spec, side)));
  return [...counters].reduce((sum, counter) => sum + Atomics.load(words, counter), 0);
}
