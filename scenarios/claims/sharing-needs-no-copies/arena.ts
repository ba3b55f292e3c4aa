import { createQueue, openQueue } from '../../models/worker-threads/queue.ts';

/**
 * Places for records in memory that two threads share. A record is written into a free place and
 * read where it lies; only the number of its place and its length go through a queue, and the
 * number back through another when it has been read.
 */
export interface SharedArena {
  readonly places: SharedArrayBuffer;
  readonly placeBytes: number;
  readonly free: SharedArrayBuffer;
  readonly full: SharedArrayBuffer;
}

export interface Arena {
  /** `write` puts a record into the place it is given and returns its length. */
  put(write: (place: Uint8Array) => number): Promise<void>;
  take<T>(read: (record: Uint8Array) => T): Promise<T>;
}

/** Number of the place and length of the record, two Int32. */
const ENTRY_BYTES = 8;

/** `count` places, a power of two, in memory that was touched: what a first touch costs is no copy. */
export function createArena(count: number, placeBytes: number): SharedArena {
  const size = { capacity: count, slotBytes: ENTRY_BYTES };
  const [free, full] = [createQueue(size), createQueue(size)];
  const queue = openQueue(free);
  for (let place = 0; place < count; place++) queue.tryPush(entry(place, 0));
  const places = new SharedArrayBuffer(count * placeBytes);
  new Uint8Array(places).fill(1);
  return { places, placeBytes, free, full };
}

export function openArena({ places, placeBytes, ...shared }: SharedArena): Arena {
  const [free, full] = [openQueue(shared.free), openQueue(shared.full)];
  const bytesOf = (place: number, length: number) =>
    new Uint8Array(places, place * placeBytes, length);
  return {
    async put(write) {
      const [place] = numbers(await free.take());
      await full.push(entry(place, write(bytesOf(place, placeBytes))));
    },
    async take(read) {
      const [place, length] = numbers(await full.take());
      const result = read(bytesOf(place, length));
      await free.push(entry(place, 0));
      return result;
    },
  };
}

function entry(place: number, length: number): Uint8Array {
  return new Uint8Array(Int32Array.of(place, length).buffer);
}

function numbers(record: Uint8Array | undefined): readonly [number, number] {
  const [place = NaN, length = NaN] = new Int32Array(record?.buffer ?? new ArrayBuffer());
  return [place, length];
}
