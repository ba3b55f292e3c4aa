import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { pairedDifference } from '../../../harness/stats/difference.ts';

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 2,
  maxLength: 20,
});

describe('pairedDifference', () => {
  it('has the estimate, the exact p and the bounds of the signed-rank test', () => {
    const { estimate, low, high, pGreater, pLess, n } = pairedDifference(
      [1, 2, 3, 4, 5, 6, 7, 8],
      0.05,
    );
    assert.deepEqual([estimate, pGreater, pLess, n], [4.5, 2 ** -8, 1, 8]);
    assert.ok(low > 1 && low < estimate && estimate < high && high < 8);
  });

  it('exchanges its ends when the sides are exchanged', () => {
    fc.assert(
      fc.property(values, (differences) => {
        const one = pairedDifference(differences, 0.05);
        const other = pairedDifference(
          differences.map((difference) => -difference),
          0.05,
        );
        assert.deepEqual([other.pGreater, other.pLess], [one.pLess, one.pGreater]);
        assert.ok(Math.abs(other.estimate + one.estimate) < 1e-12);
        assert.ok(other.low === -one.high || Math.abs(other.low + one.high) < 1e-12);
      }),
    );
  });

  it('has no bounds of too few values, and no error of one', () => {
    const few = pairedDifference([1, 2, 3], 0.05);
    assert.deepEqual([few.low, few.high], [-Infinity, Infinity]);
    assert.ok(few.standardError !== null && few.standardError > 0);
    assert.equal(pairedDifference([1], 0.05).standardError, null);
  });
});
