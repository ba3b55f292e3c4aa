import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { BatchResult } from '../../../../harness/contract.ts';
import {
  BATCH_BYTES,
  createResultDecoder,
  decodeBatch,
  encodeBatch,
  encodeResult,
} from '../../../../scenarios/models/worker-threads/codec.ts';

// Any UTF-16 at all, lone surrogates and byte order marks among it.
const text = fc
  .array(fc.oneof(fc.integer({ max: 0xffff, min: 0 }), fc.constantFrom(0xd800, 0xdc00, 0xfeff)))
  .map((units) => String.fromCharCode(...units));
const index = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const PLAIN = { noNullPrototype: true };
const failure = fc.record(
  {
    name: text,
    kind: fc.constantFrom('status' as const, 'timeout' as const, 'json' as const),
    message: text,
    stack: fc.option(text),
  },
  PLAIN,
);
const result: fc.Arbitrary<BatchResult> = fc.record(
  { first: index, lines: fc.array(fc.option(text)), failures: fc.array(failure) },
  PLAIN,
);

describe('batch record', () => {
  it('gives back the batch', () => {
    fc.assert(
      fc.property(index, index, (first, count) => {
        const record = encodeBatch({ first, count });
        assert.equal(record.length, BATCH_BYTES);
        assert.deepEqual(decodeBatch(record), { first, count });
      }),
    );
  });
});

describe('result records', () => {
  it('give back the result with the last record, whatever their size', () => {
    fc.assert(
      fc.property(result, fc.integer({ min: 9, max: 400 }), (result, recordBytes) => {
        const decode = createResultDecoder();
        const records = [...encodeResult(result, recordBytes)];
        for (const record of records) assert.ok(record.length <= recordBytes);
        // Twice, since nothing of the first time may be left over.
        for (let time = 0; time < 2; time++) {
          const decoded = records.map((record) => decode(record));
          assert.deepEqual(decoded.pop(), result);
          assert.ok(decoded.every((earlier) => earlier === undefined));
        }
      }),
    );
  });

  it('of several results may arrive interleaved', () => {
    const results = fc.uniqueArray(result, { selector: ({ first }) => first, minLength: 2 });
    fc.assert(
      fc.property(results, fc.infiniteStream(fc.nat()), (results, choices) => {
        const decode = createResultDecoder();
        const decoded: BatchResult[] = [];
        const open = results.map((result) => encodeResult(result, 32));
        while (open.length > 0) {
          const chosen = (choices.next().value ?? 0) % open.length;
          const record = open[chosen]?.next().value;
          if (record === undefined) open.splice(chosen, 1);
          else decoded.push(...[decode(record)].filter((result) => result !== undefined));
        }
        const byFirst = (a: BatchResult, b: BatchResult) => a.first - b.first;
        assert.deepEqual(decoded.sort(byFirst), results.sort(byFirst));
      }),
    );
  });

  it('carry 25,000 lines, one of them longer than many records', () => {
    const lines = Array.from({ length: 25_000 }, (_, n) => `pokemon-${n} grass poison`.padEnd(52));
    lines[7] = 'é'.repeat(100_000);
    const result: BatchResult = { first: 50_000, lines, failures: [] };
    const decode = createResultDecoder();
    const decoded = [...encodeResult(result, 4096)].map((record) => decode(record));
    assert.deepEqual(decoded.at(-1), result);
  });

  it('refuse a size without room for text', () => {
    const encoding = encodeResult({ first: 0, lines: [], failures: [] }, 8);
    assert.throws(() => encoding.next(), RangeError);
  });
});
