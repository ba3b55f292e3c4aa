/** Where no thread holds the lock, one holds it, or one holds it and others wait. */
const FREE = 0;
const HELD = 1;
const CONTENDED = 2;

export interface Mutex {
  lock(): void;
  unlock(): void;
}

/**
 * A lock in one word of shared memory, 0 while it is free (U. Drepper, Futexes Are Tricky, 2011,
 * section 5): it costs one atomic operation each way without contention, and a thread that has to
 * wait sleeps.
 */
export function openMutex(words: Int32Array, word: number): Mutex {
  return {
    lock() {
      let state = Atomics.compareExchange(words, word, FREE, HELD);
      while (state !== FREE) {
        // A thread that has waited cannot know whether others still do: the lock stays contended.
        state = Atomics.exchange(words, word, CONTENDED);
        if (state !== FREE) Atomics.wait(words, word, CONTENDED);
      }
    },
    unlock() {
      if (Atomics.exchange(words, word, FREE) === CONTENDED) Atomics.notify(words, word, 1);
    },
  };
}
