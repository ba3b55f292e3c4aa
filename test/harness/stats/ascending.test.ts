import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { ascending, middleOf, quotients, walshAverages } from '../../../harness/stats/ascending.ts';

/** With ties, zeros, and what lies far apart. */
const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
);
const values = fc.array(value, { minLength: 1, maxLength: 12 });
const positive = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 3 }), fc.double({ min: 1e-6, max: 1e9, noNaN: true })),
  { minLength: 1, maxLength: 12 },
);

function written({ count, at }: ReturnType<typeof ascending>): readonly number[] {
  // Zero has no sign in a comparison.
  return Array.from({ length: count }, (_, place) => at(place) + 0);
}

const sorted = (all: readonly number[]) => all.map((one) => one + 0).sort((a, b) => a - b);

describe('numbers in ascending order', () => {
  it('are the means of all pairs, as if they had been written down', () => {
    fc.assert(
      fc.property(values, (all) => {
        const means = all.flatMap((a, index) => all.slice(index).map((b) => (a + b) / 2));
        assert.deepEqual(written(walshAverages(all)), sorted(means));
      }),
    );
  });

  it('are all quotients, as if they had been written down', () => {
    fc.assert(
      fc.property(positive, positive, (above, below) => {
        const all = above.flatMap((a) => below.map((b) => a / b));
        assert.deepEqual(written(quotients(above, below)), sorted(all));
      }),
    );
  });

  it('have the mean of the two in the middle, or the one', () => {
    assert.equal(middleOf(ascending([4, 1, 2])), 2);
    assert.equal(middleOf(ascending([4, 1, 2, 3])), 2.5);
  });

  it('are found among 5,000,050,000 means, which no machine could write down', () => {
    const { count, at } = walshAverages(Array.from({ length: 100_000 }, (_, index) => index));
    assert.equal(count, 5_000_050_000);
    assert.equal(at(count / 2), 49_999.5);
    assert.deepEqual([at(0), at(1), at(count - 1)], [0, 0.5, 99_999]);
  });
});
