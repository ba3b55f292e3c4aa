import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { Pass } from '../../harness/contract.ts';
import { batches, batchRanges } from '../../scenarios/items.ts';
import { SETTINGS } from '../support/trial-process.ts';

const count = fc.integer({ min: 1, max: 500 });
const passes = fc.array(fc.record({ first: fc.nat(1000), count }), { maxLength: 5 });

function trialOf(passes: readonly Pass[], batchSize: number) {
  return { passes: Readable.from(passes), settings: { ...SETTINGS, batchSize } };
}

describe('batches', () => {
  it('cover every item of each pass once, in order, and only the last of a pass is short', async () => {
    await fc.assert(
      fc.asyncProperty(passes, count, async (passes, batchSize) => {
        const ranges = await Array.fromAsync(batchRanges(trialOf(passes, batchSize)));
        const items = (ranges: readonly Pass[]) =>
          ranges.flatMap(({ first, count }) => Array.from({ length: count }, (_, n) => first + n));
        assert.deepEqual(items(ranges), items(passes));
        const short = ranges.filter(({ count }) => count < batchSize);
        const ends = passes.map(({ first, count }) => first + count);
        assert.ok(short.length <= passes.length);
        assert.ok(short.every(({ first, count }) => ends.includes(first + count)));
      }),
    );
  });

  it('name item i with name i, over and over', async () => {
    await fc.assert(
      fc.asyncProperty(count, count, count, async (items, batchSize, nameCount) => {
        const names = Array.from({ length: nameCount }, (_, index) => `n${index}`);
        const trial = trialOf([{ first: 0, count: items }], batchSize);
        const all = (await Array.fromAsync(batches(names, trial))).flatMap((b) => b.names);
        assert.deepEqual(
          all,
          Array.from({ length: items }, (_, item) => `n${item % nameCount}`),
        );
      }),
    );
  });

  it('by hand: seven items in threes from five names, and two more', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const passes = [
      { first: 0, count: 7 },
      { first: 13, count: 2 },
    ];
    assert.deepEqual(await Array.fromAsync(batches(names, trialOf(passes, 3))), [
      { first: 0, names: ['a', 'b', 'c'] },
      { first: 3, names: ['d', 'e', 'a'] },
      { first: 6, names: ['b'] },
      { first: 13, names: ['d', 'e'] },
    ]);
  });
});
