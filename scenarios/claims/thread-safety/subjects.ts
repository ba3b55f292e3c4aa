import { DATA, LOCK } from './memory.ts';
import { openMutex } from './mutex.ts';
import type { ReadSpec } from './spec.ts';

/** What is written as a whole, over and over, and looked at while it is. */
export interface Subject {
  write(n: number): void;
  /** Whether what was read was never written: half of it is new and half is old. */
  isTorn(): boolean;
}

/** Two numbers that differ in every byte. */
const ONE = numberOf(0x11);
const OTHER = numberOf(0x22);

export const SUBJECTS: Readonly<Record<ReadSpec['what'], (memory: SharedArrayBuffer) => Subject>> =
  {
    record,
    'record-with-lock'(memory) {
      const mutex = openMutex(new Int32Array(memory), LOCK);
      const bare = record(memory);
      return {
        write(n) {
          mutex.lock();
          bare.write(n);
          mutex.unlock();
        },
        isTorn() {
          mutex.lock();
          const torn = bare.isTorn();
          mutex.unlock();
          return torn;
        },
      };
    },
    value: (memory) => values(memory, 0),
    // Where a line begins is not known; one of eight values half a value off lies over two of them.
    'value-over-lines': (memory) => values(memory, 4),
  };

/** Two fields that always have the same number. */
function record(memory: SharedArrayBuffer): Subject {
  const fields = new Int32Array(memory, 4 * DATA, 2);
  return {
    write(n) {
      fields[0] = n;
      fields[1] = n;
    },
    isTorn() {
      const [first, second] = [fields[0], fields[1]];
      return first !== second;
    },
  };
}

/** Eight numbers of 8 bytes one after another, each either ONE or OTHER. */
function values(memory: SharedArrayBuffer, offsetBytes: number): Subject {
  const view = new DataView(memory, 4 * DATA + offsetBytes, 64);
  for (let at = 0; at < 64; at += 8) view.setFloat64(at, ONE, true);
  let next = 0;
  return {
    write(n) {
      const value = n % 2 === 0 ? ONE : OTHER;
      for (let at = 0; at < 64; at += 8) view.setFloat64(at, value, true);
    },
    isTorn() {
      next = (next + 8) % 64;
      const value = view.getFloat64(next, true);
      return value !== ONE && value !== OTHER;
    },
  };
}

function numberOf(byte: number): number {
  return new DataView(new Uint8Array(8).fill(byte).buffer).getFloat64(0);
}
