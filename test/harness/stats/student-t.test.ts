import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { studentTAbove, studentTQuantileAbove } from '../../../harness/stats/student-t.ts';

/** Upper points of Student's t: NIST/SEMATECH e-Handbook, 1.3.6.7.2; one degree is tan(π(½ - p)). */
const CRITICAL: readonly [degrees: number, chance: number, t: number][] = [
  [1, 0.05, 6.314],
  [1, 0.001, 318.309],
  [2, 0.05, 2.92],
  [3, 0.01, 4.541],
  [4, 0.05, 2.132],
  [4, 0.001, 7.173],
  [5, 0.025, 2.571],
  [9, 0.005, 3.25],
  [10, 0.001, 4.144],
  [30, 0.05, 1.697],
  [100, 0.025, 1.984],
];

describe('studentTQuantileAbove', () => {
  for (const [degrees, chance, t] of CRITICAL) {
    it(`is ${t} for ${chance} at ${degrees} degrees of freedom`, () => {
      assert.equal(Number(studentTQuantileAbove(chance, degrees).toFixed(3)), t);
    });
  }

  it('is that of the normal distribution at infinitely many degrees', () => {
    // The probit of simple-statistics is off by up to 0.4 %.
    for (const chance of [0.4, 0.025, 0.001]) {
      const ratio = studentTQuantileAbove(chance, 1e5) / studentTQuantileAbove(chance, Infinity);
      assert.ok(Math.abs(ratio - 1) < 0.005, `${ratio}`);
    }
  });

  it('is the inverse of the chance, on both sides of 0', () => {
    const chances = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(chances, fc.integer({ min: 1, max: 60 }), (chance, degrees) => {
        const again = studentTAbove(studentTQuantileAbove(chance, degrees), degrees);
        assert.ok(Math.abs(again / chance - 1) < 1e-6, `${again}`);
      }),
    );
  });

  it('refuses chances that are none', () => {
    for (const chance of [0, 1, NaN]) {
      assert.throws(() => studentTQuantileAbove(chance, 4), RangeError);
    }
  });
});

describe('studentTAbove', () => {
  it('falls from 1 to 0', () => {
    assert.equal(studentTAbove(0, 4), 0.5);
    assert.ok(studentTAbove(-1e9, 1) > 1 - 1e-9);
    assert.ok(studentTAbove(1e9, 1) < 1e-9);
    assert.ok(Math.abs(studentTAbove(1.5, 3) + studentTAbove(-1.5, 3) - 1) < 1e-12);
  });

  it('refuses degrees of freedom that are none', () => {
    for (const degrees of [0, 1.5, -1, NaN]) {
      assert.throws(() => studentTAbove(1, degrees), RangeError);
    }
  });
});
