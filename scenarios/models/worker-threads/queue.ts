import { holdLoop } from './hold-loop.ts';

/**
 * A bounded queue of byte records in one SharedArrayBuffer, for any number of pushing and taking
 * threads (D. Vyukov's bounded MPMC queue, 1024cores.net), with waiting that blocks no event loop.
 *
 *    line 0        line 1       line 2       line 3       line 4       line 5 …
 *   +------------+------------+------------+------------+------------+--------+-----+--------+
 *   | capacity   | tail       | head       | not-empty  | not-full   | slot 0 |  …  | slot n |
 *   | slot bytes |     closed |            |    waiting |    waiting |        |     |        |
 *   +------------+------------+------------+------------+------------+--------+-----+--------+
 *    written once  pushers      takers       both         both
 *
 *   slot: | state (Int32) | length (Int32) | bytes … | padding to whole lines |
 *
 * A line is 128 bytes: neighbouring words that different threads write must not share a cache line
 * (or the pair of lines that some processors fetch together).
 *
 * **Positions.** `tail` is where the next record goes, `head` where the next one comes from. Both
 * count in steps of 2 and wrap at 32 bits; position p belongs to slot (p / 2) mod capacity. The low
 * bit of `tail` says closed, so that no push can slip in after the close. A slot's state is
 *
 *       p      free, waiting for the push at position p
 *       p + 1  full, waiting for the take at position p
 *
 * and then p + 2 · capacity, which is free again, one lap later. A thread claims a position by
 * compare-exchange on `tail` or `head`; the state is stored last, so a thread that sees it sees the
 * bytes. A thread that dies between claim and store leaves the queue stuck at that position.
 *
 * **Waiting.** `not-empty` and `not-full` are counters whose odd values mean "a thread waits". A
 * waiter makes the counter odd, *then* looks at the queue once more, and sleeps only while the
 * counter still has that very value. A thread that changes the queue makes an odd counter even and
 * wakes all: a change before the second look is seen by it, a change after it finds the counter odd.
 * All are woken, since records become full out of order: one woken thread might find its own position
 * still being written and sleep again, while the next position is full and no thread comes for it.
 * For the same reason nothing is lost when a thread is terminated in its sleep or just after.
 *
 * Pushers that wait are woken when the queue is half empty, and not for every record that is taken: being
 * woken costs more than a push. None sleeps for ever, since the take after which nothing is left wakes, too.
 */
export interface Queue {
  /** Longest record, in bytes. */
  readonly slotBytes: number;
  /** Appends a copy of `record`; false when the queue is full. Throws when closed or too long. */
  tryPush(record: Uint8Array): boolean;
  /** Appends a copy of `record` as soon as there is room. Rejects when closed or too long. */
  push(record: Uint8Array): Promise<void>;
  /** Takes the first record, as a copy; undefined when there is none at the moment. */
  tryTake(): Uint8Array | undefined;
  /** Takes the first record as soon as there is one; undefined once closed and empty. */
  take(): Promise<Uint8Array | undefined>;
  /** Ends pushing for all threads. What was pushed before can still be taken. */
  close(): void;
  /** Takes until the queue is closed and empty. */
  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void>;
}

type IndexWord = typeof TAIL | typeof HEAD;
type EventWord = typeof NOT_EMPTY | typeof NOT_FULL;

const LINE_WORDS = 32;

// Where the words of the drawing are.
const CAPACITY = 0;
const SLOT_BYTES = 1;
const TAIL = 32;
const HEAD = 64;
const NOT_EMPTY = 96;
const NOT_FULL = 128;
const FIRST_SLOT = 160;

/** Words of a slot before its bytes: state and length. */
const SLOT_HEADER_WORDS = 2;
const CLOSED = 1;

/** Memory of an empty queue for `capacity` records (a power of two) of up to `slotBytes` bytes. */
export function createQueue(size: { capacity: number; slotBytes: number }): SharedArrayBuffer {
  const { capacity, slotBytes } = size;
  if (capacity < 1 || !Number.isInteger(Math.log2(capacity))) {
    throw new RangeError(`queue capacity must be a power of two, not ${capacity}`);
  }
  const words = new Int32Array(
    new SharedArrayBuffer(4 * (FIRST_SLOT + capacity * slotWords(slotBytes))),
  );
  words[CAPACITY] = capacity;
  words[SLOT_BYTES] = slotBytes;
  // Two laps before the 32-bit wrap, so that it happens in every run and not after days.
  const start = 2 ** 31 - 4 * capacity;
  words[TAIL] = start;
  words[HEAD] = start;
  for (let slot = 0; slot < capacity; slot++) {
    words[FIRST_SLOT + slot * slotWords(slotBytes)] = start + 2 * slot;
  }
  return words.buffer;
}

/** The queue in `buffer`, which createQueue made in this or another thread. */
export function openQueue(buffer: SharedArrayBuffer): Queue {
  return new SharedQueue(buffer);
}

class SharedQueue implements Queue {
  readonly slotBytes: number;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #bytes: Uint8Array<SharedArrayBuffer>;
  readonly #capacity: number;
  readonly #slotWords: number;

  constructor(buffer: SharedArrayBuffer) {
    this.#words = new Int32Array(buffer);
    this.#bytes = new Uint8Array(buffer);
    this.#capacity = Atomics.load(this.#words, CAPACITY);
    this.slotBytes = Atomics.load(this.#words, SLOT_BYTES);
    this.#slotWords = slotWords(this.slotBytes);
  }

  tryPush(record: Uint8Array): boolean {
    if (record.length > this.slotBytes) {
      throw new RangeError(`a record of ${record.length} bytes does not fit ${this.slotBytes}`);
    }
    for (;;) {
      const tail = Atomics.load(this.#words, TAIL);
      if (tail & CLOSED) throw new Error('push to a closed queue');
      const slot = this.#slotAt(tail);
      const lead = (Atomics.load(this.#words, slot) - tail) | 0;
      if (lead < 0) return false;
      if (lead === 0 && this.#claim(TAIL, tail)) {
        this.#words[slot + 1] = record.length;
        this.#bytes.set(record, 4 * (slot + SLOT_HEADER_WORDS));
        Atomics.store(this.#words, slot, tail + 1);
        this.#wake(NOT_EMPTY);
        return true;
      }
      // Another thread took this position.
    }
  }

  async push(record: Uint8Array): Promise<void> {
    while (!this.tryPush(record)) {
      const ticket = this.#announce(NOT_FULL);
      if (this.tryPush(record)) return;
      await this.#sleep(NOT_FULL, ticket);
    }
  }

  tryTake(): Uint8Array | undefined {
    for (;;) {
      const head = Atomics.load(this.#words, HEAD);
      const slot = this.#slotAt(head);
      const lead = (Atomics.load(this.#words, slot) - (head + 1)) | 0;
      if (lead < 0) return undefined;
      if (lead === 0 && this.#claim(HEAD, head)) {
        const start = 4 * (slot + SLOT_HEADER_WORDS);
        const record = this.#bytes.slice(start, start + (this.#words[slot + 1] ?? 0));
        Atomics.store(this.#words, slot, (head + 2 * this.#capacity) | 0);
        if (this.#isHalfEmpty()) this.#wake(NOT_FULL);
        return record;
      }
    }
  }

  async take(): Promise<Uint8Array | undefined> {
    for (;;) {
      const record = this.tryTake();
      if (record) return record;
      const ticket = this.#announce(NOT_EMPTY);
      const secondLook = this.tryTake();
      if (secondLook) return secondLook;
      if (this.#drained()) return undefined;
      await this.#sleep(NOT_EMPTY, ticket);
    }
  }

  close(): void {
    Atomics.or(this.#words, TAIL, CLOSED);
    this.#wake(NOT_EMPTY);
    this.#wake(NOT_FULL);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for (let record; (record = await this.take());) yield record;
  }

  #slotAt(position: number): number {
    return FIRST_SLOT + ((position >>> 1) & (this.#capacity - 1)) * this.#slotWords;
  }

  #claim(end: IndexWord, position: number): boolean {
    const next = (position + 2) | 0;
    return Atomics.compareExchange(this.#words, end, position, next) === position;
  }

  /** Also when another thread takes or pushes meanwhile: who comes last sees what is then. */
  #isHalfEmpty(): boolean {
    const tail = Atomics.load(this.#words, TAIL) & ~CLOSED;
    return ((tail - Atomics.load(this.#words, HEAD)) | 0) <= this.#capacity;
  }

  /** Once closed the tail is final; a head that reached it means every record has its taker. */
  #drained(): boolean {
    const tail = Atomics.load(this.#words, TAIL);
    return tail === (Atomics.load(this.#words, HEAD) | CLOSED);
  }

  #announce(event: EventWord): number {
    return Atomics.or(this.#words, event, 1) | 1;
  }

  async #sleep(event: EventWord, ticket: number): Promise<void> {
    const wait = Atomics.waitAsync(this.#words, event, ticket);
    if (wait.async) await holdLoop(wait.value);
  }

  #wake(event: EventWord): void {
    const ticket = Atomics.load(this.#words, event);
    const next = (ticket + 1) | 0;
    if (ticket & 1 && Atomics.compareExchange(this.#words, event, ticket, next) === ticket) {
      Atomics.notify(this.#words, event);
    }
  }
}

/** Whole lines, so that threads working on neighbouring slots share none. */
function slotWords(slotBytes: number): number {
  return LINE_WORDS * Math.ceil((SLOT_HEADER_WORDS + slotBytes / 4) / LINE_WORDS);
}
