import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SharedArray, SharedData, Workload } from '../../harness/contract.ts';
import {
  inSharedMemory,
  shareData,
  sharedBytes,
  ShareError,
  shareMemory,
} from '../../scenarios/shared-data.ts';
import tiny from '../../harness/verify/workloads/pair.ts';
import { SETTINGS } from '../support/trial-process.ts';

const BUFFER = Uint8Array.of(9, 1, 2, 3, 4, 5, 6, 7, 8, 9).buffer;
const ARRAYS: readonly SharedArray[] = [
  Int8Array.of(-1, 2),
  new Uint8Array(BUFFER, 1, 3),
  Uint8ClampedArray.of(255),
  Int16Array.of(-300),
  new Uint16Array(BUFFER, 2, 2),
  Int32Array.of(2 ** 30),
  Uint32Array.of(2 ** 31),
  Float32Array.of(0.5),
  Float64Array.of(NaN, -0),
  BigInt64Array.of(-5n),
  BigUint64Array.of(5n),
  new DataView(BUFFER, 1, 4),
  Buffer.from('猫'),
  BUFFER,
  new Uint8Array(0),
];

function bytesOf(array: SharedArray): Buffer {
  return ArrayBuffer.isView(array)
    ? Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    : Buffer.from(array);
}

function source(share?: () => unknown) {
  const workload: Workload = { list: ['a'], run: () => null, ...(share && { share }) };
  return { loadWorkload: () => Promise.resolve(workload), settings: SETTINGS };
}

describe('inSharedMemory', () => {
  it('copies every kind of array, of a view its own part', () => {
    for (const array of ARRAYS) {
      const copy = inSharedMemory(array) as SharedArray;
      const memory = ArrayBuffer.isView(copy) ? copy.buffer : copy;
      assert.ok(memory instanceof SharedArrayBuffer);
      assert.equal(memory.byteLength, array.byteLength);
      assert.deepEqual(bytesOf(copy), bytesOf(array));
      const tag = array instanceof ArrayBuffer ? 'SharedArrayBuffer' : array[Symbol.toStringTag];
      assert.equal(copy[Symbol.toStringTag], tag);
      // Nothing that a thread would receive as something else.
      assert.equal(structuredClone(copy).constructor, copy.constructor);
    }
  });

  it('leaves what lies in shared memory where it is', () => {
    const memory = new SharedArrayBuffer(8);
    const view = new Int32Array(memory, 4, 1);
    const shared = inSharedMemory({ memory, view }) as Record<string, SharedArray>;
    assert.deepEqual(Object.keys(shared), ['memory', 'view']);
    assert.equal(shared['memory'], memory);
    assert.equal(shared['view'], view);
  });
});

describe('shareData and shareMemory', () => {
  it('ask the workload, once, with its settings', async () => {
    const table = Float64Array.of(1, 2);
    const calls: unknown[] = [];
    const workload: Workload = {
      list: ['a'],
      share(...args: unknown[]) {
        calls.push(args);
        return Promise.resolve({ table });
      },
      run: () => null,
    };
    const from = { loadWorkload: () => Promise.resolve(workload), settings: SETTINGS };
    const itself = (await shareData(from)) as Record<string, SharedArray>;
    assert.equal(itself['table'], table);
    const copy = (await shareMemory(from)) as { readonly table: SharedArray };
    assert.deepEqual(bytesOf(copy.table), bytesOf(table));
    assert.deepEqual(calls, [[SETTINGS], [SETTINGS]]);
  });

  it('refuse what is neither bytes nor numbers, with its place', async () => {
    const odd: [data: unknown, said: RegExp][] = [
      [undefined, /returned Undefined;/],
      [null, /returned Null;/],
      ['text', /returned String;/],
      [[1, 2], /returned Array;/],
      [[Int8Array.of(1)], /returned Array;/],
      [new Map([['a', Int8Array.of(1)]]), /returned Map;/],
      [{ a: Int8Array.of(1), b: [1] }, /returned Array at \.b;/],
      [{ a: { b: Int8Array.of(1) } }, /returned Object at \.a;/],
    ];
    for (const [data, message] of odd) {
      await assert.rejects(shareData(source(() => data)), { name: 'ShareError', message });
      assert.throws(() => sharedBytes(data), ShareError);
    }
  });

  it('refuse a workload that shares nothing', async () => {
    await assert.rejects(shareData(source()), ShareError);
    const pair = { loadWorkload: () => Promise.resolve(tiny), settings: SETTINGS };
    await assert.rejects(shareData(pair), ShareError);
  });
});

describe('sharedBytes', () => {
  it('counts what each view shows, by one or by name', () => {
    const cases: [data: SharedData, bytes: number][] = [
      [Float64Array.of(1, 2), 16],
      [new Uint8Array(BUFFER, 1, 3), 3],
      [{ table: Int32Array.of(1), text: Buffer.from('猫'), memory: BUFFER }, 4 + 3 + 10],
      [{}, 0],
    ];
    for (const [data, bytes] of cases) assert.equal(sharedBytes(data), bytes);
  });
});
