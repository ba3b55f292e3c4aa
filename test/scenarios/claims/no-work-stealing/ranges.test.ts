import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { createRanges, openRanges } from '../../../../scenarios/claims/no-work-stealing/ranges.ts';

describe('ranges', () => {
  it('give every item once, whoever takes when', () => {
    const property = fc.property(
      fc.nat(60),
      fc.integer({ min: 1, max: 5 }),
      fc.infiniteStream(fc.nat(4)),
      (items, workers, turns) => {
        const buffer = createRanges(items, workers);
        const ranges = Array.from({ length: workers }, (_, self) => openRanges(buffer, self));
        const taken: number[] = [];
        for (const turn of turns) {
          const item = ranges[turn % workers]?.take();
          if (item === undefined) break;
          taken.push(item);
        }
        assert.deepEqual(
          taken.sort((a, b) => a - b),
          Array.from({ length: items }, (_, item) => item),
        );
      },
    );
    fc.assert(property);
  });

  it('are taken from the front, and stolen from the back half of the longest', () => {
    const buffer = createRanges(9, 3);
    const [first, , last] = [0, 1, 2].map((self) => openRanges(buffer, self));
    assert.deepEqual([first?.take(), first?.take(), first?.take()], [0, 1, 2]);
    assert.equal(last?.take(), 6);
    assert.equal(first?.take(), 4, 'of 3, 4, 5 the back half');
    assert.equal(first.take(), 5);
    assert.equal(first.take(), 8, 'of 7, 8 the back half');
    assert.equal(first.steals, 2);
    assert.equal(last.steals, 0);
  });

  it('are stolen down to the last item', () => {
    const buffer = createRanges(2, 2);
    const thief = openRanges(buffer, 0);
    assert.deepEqual([thief.take(), thief.take(), thief.take()], [0, 1, undefined]);
    assert.equal(openRanges(buffer, 1).take(), undefined);
  });
});
