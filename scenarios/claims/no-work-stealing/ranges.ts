/**
 * A range of items for every worker, in memory that all of them see. A worker takes from the front of
 * its own; one whose range is empty steals the back half of the longest.
 *
 * A range is one 64-bit word, next item × 2^32 + end, so that one compare-exchange moves either
 * bound and no worker sees half a change. A word that holds items never comes back once changed, since
 * an item that was taken is in no range again: a stale word is always refused.
 */
export interface Ranges {
  /** The next item of this worker; undefined when no range holds one. */
  take(): number | undefined;
  /** How often this worker has stolen. */
  readonly steals: number;
}

/** Items 0 … items-1, cut into equal ranges. */
export function createRanges(items: number, workers: number): SharedArrayBuffer {
  const words = new BigInt64Array(new SharedArrayBuffer(8 * workers));
  for (let worker = 0; worker < workers; worker++) {
    const bound = (index: number) => Math.floor((index * items) / workers);
    words[worker] = wordOf(bound(worker), bound(worker + 1));
  }
  return words.buffer;
}

/** The ranges in `buffer` as the worker `self` sees them. */
export function openRanges(buffer: SharedArrayBuffer, self: number): Ranges {
  const words = new BigInt64Array(buffer);
  let steals = 0;

  function takeOwn(): number | undefined {
    for (;;) {
      const word = Atomics.load(words, self);
      const { next, end } = rangeOf(word);
      if (next === end) return undefined;
      if (exchange(words, self, word, wordOf(next + 1, end))) return next;
      // A thief took the back of it.
    }
  }

  /** Takes the first stolen item at once: otherwise a thief could be robbed of all it has. */
  function steal(): number | undefined {
    for (;;) {
      const { worker: victim, word } = longest(words);
      const { next, end } = rangeOf(word);
      if (next === end) return undefined;
      const middle = next + Math.floor((end - next) / 2);
      if (!exchange(words, victim, word, wordOf(next, middle))) continue;
      // No other worker writes an empty range.
      Atomics.store(words, self, wordOf(middle + 1, end));
      steals += 1;
      return middle;
    }
  }

  return {
    take: () => takeOwn() ?? steal(),
    get steals() {
      return steals;
    },
  };
}

/** An empty one only where all were seen empty. */
function longest(words: BigInt64Array): { readonly worker: number; readonly word: bigint } {
  let found = { worker: 0, word: Atomics.load(words, 0) };
  for (let worker = 1; worker < words.length; worker++) {
    const word = Atomics.load(words, worker);
    if (lengthOf(word) > lengthOf(found.word)) found = { worker, word };
  }
  return found;
}

function lengthOf(word: bigint): number {
  const { next, end } = rangeOf(word);
  return end - next;
}

function exchange(words: BigInt64Array, worker: number, from: bigint, to: bigint): boolean {
  return Atomics.compareExchange(words, worker, from, to) === from;
}

function wordOf(next: number, end: number): bigint {
  return (BigInt(next) << 32n) | BigInt(end);
}

function rangeOf(word: bigint): { readonly next: number; readonly end: number } {
  return { next: Number(word >> 32n), end: Number(word & 0xffffffffn) };
}
