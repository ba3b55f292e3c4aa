import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { batchAt, batches, batchRanges } from '../../scenarios/batches.ts';
import { SETTINGS } from '../support/trial-process.ts';

const count = fc.integer({ min: 1, max: 500 });

describe('batches', () => {
  it('cover every item exactly once, in order, and only the last is short', () => {
    fc.assert(
      fc.property(count, count, (items, batchSize) => {
        const ranges = [...batchRanges({ ...SETTINGS, items, batchSize })];
        const covered = ranges.flatMap(({ first, count }) =>
          Array.from({ length: count }, (_, offset) => first + offset),
        );
        assert.deepEqual(covered, [...Array(items).keys()]);
        for (const range of ranges.slice(0, -1)) assert.equal(range.count, batchSize);
      }),
    );
  });

  it('name item i with name i, over and over', () => {
    fc.assert(
      fc.property(count, count, count, (items, batchSize, nameCount) => {
        const names = Array.from({ length: nameCount }, (_, index) => `n${index}`);
        const all = [...batches(names, { ...SETTINGS, items, batchSize })].flatMap((b) => b.names);
        assert.deepEqual(
          all,
          Array.from({ length: items }, (_, item) => `n${item % nameCount}`),
        );
      }),
    );
  });

  it('by hand: seven items in threes from five names', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    assert.deepEqual(
      [...batches(names, { ...SETTINGS, items: 7, batchSize: 3 })],
      [
        { first: 0, names: ['a', 'b', 'c'] },
        { first: 3, names: ['d', 'e', 'a'] },
        { first: 6, names: ['b'] },
      ],
    );
    assert.deepEqual(
      batchAt({ first: 9, count: 2 }, 5, (index) => names[index] ?? ''),
      { first: 9, names: ['e', 'a'] },
    );
  });
});
