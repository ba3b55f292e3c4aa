import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { medianInterval } from '../../../harness/stats/median.ts';
import { createRandom, nextFloat } from '../../../harness/stats/random.ts';
import {
  assertNear,
  DISTRIBUTIONS,
  draw,
  shareError,
  shareOf,
} from '../../support/distributions.ts';

describe('reference values', () => {
  // R 4.2.2: k = the largest with 1 - 2 * pbinom(k - 1, n, .5) >= confidence; the interval is from
  // the k-th smallest to the k-th largest value. The same k as in Conover's and Hollander & Wolfe's
  // tables.
  const ORDER_STATISTICS = [
    [6, 0.95, 1, 0.96875],
    [8, 0.9, 2, 0.9296875],
    [9, 0.95, 2, 0.9609375],
    [10, 0.95, 2, 0.978515625],
    [10, 0.99, 1, 0.998046875],
    [12, 0.95, 3, 0.9614257812],
    [15, 0.99, 3, 0.9926147461],
    [20, 0.9, 6, 0.9586105347],
    [20, 0.95, 6, 0.9586105347],
    [20, 0.99, 4, 0.997423172],
    [25, 0.95, 8, 0.9567147493],
    [30, 0.95, 10, 0.9572260547],
    [50, 0.95, 18, 0.9671608624],
    [60, 0.99, 20, 0.9937823973],
    [100, 0.9, 42, 0.9113739199],
    [100, 0.99, 37, 0.9933628795],
  ] as const;
  for (const [n, confidence, k, coverage] of ORDER_STATISTICS) {
    it(`n = ${n} at ${confidence}: the ${k}th from either end`, () => {
      const interval = medianInterval(oneTo(n), confidence);
      assert.deepEqual([interval.low, interval.high], [k, n + 1 - k]);
      assert.equal(interval.estimate, (n + 1) / 2);
      assert.equal(interval.n, n);
      assertNear(interval.coverage, coverage, 1e-9);
    });
  }
});

describe('too few values for the confidence', () => {
  for (const [n, coverage] of [
    [1, 0],
    [2, 0.5],
    [3, 0.75],
    [4, 0.875],
    [5, 0.9375],
  ] as const) {
    it(`${n}: the range, and that it covers ${coverage}`, () => {
      const expected = { estimate: (n + 1) / 2, low: 1, high: n, coverage, n };
      assert.deepEqual(medianInterval(oneTo(n), 0.95), expected);
    });
  }

  it('none at all is refused', () => {
    assert.throws(() => medianInterval([], 0.95), RangeError);
  });
});

describe('properties', () => {
  const sample = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });
  const confidence = fc.double({ min: 0.01, max: 0.999, noNaN: true });

  it('low <= estimate <= high, whatever the order of the values, which stays as it was', () => {
    fc.assert(
      fc.property(sample, confidence, (values, asked) => {
        const before = [...values];
        const interval = medianInterval(values, asked);
        assert.deepEqual(values, before);
        assert.ok(interval.low <= interval.estimate && interval.estimate <= interval.high);
        assert.deepEqual(medianInterval(values.toReversed(), asked), interval);
      }),
    );
  });

  it('follows any increasing change of scale, and the bounds change places when it is decreasing', () => {
    fc.assert(
      fc.property(sample, confidence, (values, asked) => {
        const { low, high, coverage } = medianInterval(values, asked);
        const cube = (x: number) => x ** 3 + 5;
        const cubed = medianInterval(values.map(cube), asked);
        assert.deepEqual(
          [cubed.low, cubed.high, cubed.coverage],
          [cube(low), cube(high), coverage],
        );
        const turned = medianInterval(
          values.map((x) => 7 - x),
          asked,
        );
        assert.deepEqual([turned.low, turned.high], [7 - high, 7 - low]);
      }),
    );
  });

  it('more confidence never gives a narrower interval', () => {
    fc.assert(
      fc.property(sample, confidence, confidence, (values, a, b) => {
        const less = medianInterval(values, Math.min(a, b));
        const more = medianInterval(values, Math.max(a, b));
        assert.ok(more.low <= less.low && less.high <= more.high && less.coverage <= more.coverage);
      }),
    );
  });
});

describe('simulation with known truth', () => {
  const REPEATS = 4000;
  for (const [name, quantile] of Object.entries(DISTRIBUTIONS)) {
    for (const n of [5, 10, 23]) {
      it(`${name}, n = ${n}: the median is inside as often as the coverage says`, () => {
        const random = createRandom(1, `median ${name} ${n}`);
        const { coverage } = medianInterval(oneTo(n), 0.95);
        const share = shareOf(REPEATS, () => {
          const { low, high } = medianInterval(draw(quantile, n, random), 0.95);
          return low <= quantile(0.5) && quantile(0.5) <= high;
        });
        assert.ok(
          Math.abs(share - coverage) <= shareError(coverage, REPEATS),
          `${share} for ${coverage}`,
        );
      });
    }
  }

  it('values rounded until most are tied: inside at least as often', () => {
    const random = createRandom(1, 'median ties');
    const { coverage } = medianInterval(oneTo(10), 0.95);
    const share = shareOf(REPEATS, () => {
      const rounded = Array.from({ length: 10 }, () => Math.floor(nextFloat(random) * 3));
      const { low, high } = medianInterval(rounded, 0.95);
      return low <= 1 && 1 <= high;
    });
    assert.ok(share >= coverage, `${share} for ${coverage}`);
  });

  it('more values give a narrower interval', () => {
    const random = createRandom(1, 'median width');
    const widths = [10, 40, 160].map((n) => {
      const intervals = Array.from({ length: 200 }, () =>
        medianInterval(draw(DISTRIBUTIONS.skewed, n, random), 0.95),
      );
      return intervals.reduce((sum, { low, high }) => sum + (high - low), 0) / 200;
    });
    const [few = NaN, some = NaN, many = NaN] = widths;
    // Four times the values halve it, less what the steps between order statistics add.
    assert.ok(some < 0.65 * few && many < 0.65 * some, String(widths));
  });
});

function oneTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
