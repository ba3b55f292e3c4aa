import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { differenceWords } from '../../../harness/text/difference.ts';

const positive = fc.double({ min: 0.001, max: 1000, noNaN: true });
/** Ends and what lies between them. */
const intervals = fc
  .tuple(positive, positive, positive)
  .map((ends) => ends.toSorted((a, b) => a - b))
  .map(([low = 1, ratio = 1, high = 1]) => ({ low, ratio, high }));

describe('differenceWords', () => {
  it('has a ratio above 1 whichever the direction', () => {
    const slower = { ratio: 1.31, low: 1.15, high: 1.48 };
    assert.deepEqual(differenceWords(slower, ['slower', 'faster']), {
      ...{ words: '1.31x slower', range: '1.15-1.48' },
    });
    const faster = { ratio: 0.5, low: 0.4, high: 0.8 };
    assert.deepEqual(differenceWords(faster, ['slower', 'faster']), {
      ...{ words: '2.00x faster', range: '1.25-2.50' },
    });
  });

  it('has decimals enough to be above 1', () => {
    const hardly = { ratio: 1.004, low: 1.0002, high: 1.2 };
    assert.deepEqual(differenceWords(hardly, ['more', 'less']), {
      ...{ words: '1.004x more', range: '1.0002-1.20' },
    });
  });

  it('says nothing of an interval that holds 1, and else which way it lies', () => {
    fc.assert(
      fc.property(intervals, (interval) => {
        const { low, high } = interval;
        const found = differenceWords(interval, ['more', 'less'])?.words.split(' ').at(-1);
        assert.equal(found, low > 1 ? 'more' : high < 1 ? 'less' : undefined);
      }),
    );
  });
});
