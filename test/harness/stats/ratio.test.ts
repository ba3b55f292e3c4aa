import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRandom, nextFloat } from '../../../harness/stats/random.ts';
import { pairedRatio, type RatioInterval } from '../../../harness/stats/ratio.ts';
import {
  assertNear,
  DISTRIBUTIONS,
  draw,
  shareError,
  shareOf,
} from '../../support/distributions.ts';

describe('reference values', () => {
  const head = [118.2, 121.9, 117.4, 130.3, 119.8, 125.5, 116.1, 122.7, 140.2, 120.6, 118.8, 124.1];
  const base = [101.3, 103.7, 104.9, 108.2, 99.6, 110.4, 100.8, 102.2, 105.1, 113.9, 98.7, 107.5];
  // R 4.2.2: exp of the estimate and conf.int of
  // wilcox.test(log(head) - log(base), exact = TRUE, conf.int = TRUE, conf.level = confidence).
  const EXPECTED = [
    [0.95, 1.17333147175495, 1.13535623205318, 1.20364741641337, 0.95751953125],
    [0.99, 1.17333147175495, 1.11916110581506, 1.24095006869657, 0.99072265625],
  ] as const;
  for (const [confidence, ratio, low, high, coverage] of EXPECTED) {
    it(`twelve rounds at ${confidence}`, () => {
      assertSame(pairedRatio(head, base, confidence), { ratio, low, high, coverage, n: 12 });
    });
  }
});

describe('properties', () => {
  const measurement = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
  const rounds = fc.array(fc.tuple(measurement, measurement), { minLength: 1, maxLength: 15 });
  const split = (pairs: readonly (readonly [number, number])[]) =>
    [pairs.map(([head]) => head), pairs.map(([, base]) => base)] as const;

  it('exchanging head and base gives the reciprocal, and the bounds change places', () => {
    fc.assert(
      fc.property(rounds, (pairs) => {
        const [head, base] = split(pairs);
        const { ratio, low, high, coverage, n } = pairedRatio(head, base, 0.9);
        const expected = { ratio: 1 / ratio, low: 1 / high, high: 1 / low, coverage, n };
        assertSame(pairedRatio(base, head, 0.9), expected);
      }),
    );
  });

  it('follows the unit of the head, and forgets what a round does to both', () => {
    fc.assert(
      fc.property(
        rounds,
        fc.array(measurement, { minLength: 15, maxLength: 15 }),
        (pairs, drift) => {
          const [head, base] = split(pairs);
          const both = (values: readonly number[]) =>
            values.map((x, round) => x * (drift[round] ?? NaN));
          const { ratio, low, high, coverage, n } = pairedRatio(head, base, 0.9);
          const doubled = both(head).map((x) => 2 * x);
          const expected = { ratio: 2 * ratio, low: 2 * low, high: 2 * high, coverage, n };
          assertSame(pairedRatio(doubled, both(base), 0.9), expected);
        },
      ),
    );
  });

  it('of a thing to itself is exactly 1', () => {
    assert.deepEqual(pairedRatio([3, 5, 9], [3, 5, 9], 0.95), {
      ratio: 1,
      low: 1,
      high: 1,
      coverage: 0.75,
      n: 3,
    });
  });
});

describe('refused, with the reason', () => {
  const REFUSED: [name: string, head: number[], base: number[], message: RegExp][] = [
    ['more head than base', [1, 2], [1], /there are 2 and 1$/],
    ['more base than head', [1], [1, 2], /there are 1 and 2$/],
    ['no rounds', [], [], /at least one value/],
    ['zero', [1, 0], [1, 1], /positive finite values, not 0$/],
    ['a negative base', [1, 1], [1, -2], /positive finite values, not -2$/],
    ['NaN', [NaN], [1], /positive finite values, not NaN$/],
    ['Infinity', [1], [Infinity], /positive finite values, not Infinity$/],
  ];
  for (const [name, head, base, message] of REFUSED) {
    it(name, () => {
      assert.throws(() => pairedRatio(head, base, 0.95), { name: 'RangeError', message });
    });
  }
});

describe('simulation with known truth', () => {
  const REPEATS = 3000;
  const TRUE_RATIO = 1.1;
  for (const [name, quantile] of Object.entries(DISTRIBUTIONS)) {
    it(`${name} noise on a drifting machine: the ratio is inside as often as the coverage says`, () => {
      const random = createRandom(1, `ratio ${name}`);
      let stated = NaN;
      const share = shareOf(REPEATS, () => {
        let level = 1000;
        const drift = Array.from(
          { length: 12 },
          () => (level *= Math.exp(nextFloat(random) - 0.4)),
        );
        const noise = () => draw(quantile, 12, random).map((x) => Math.exp(0.05 * x));
        const timesDrift = (values: number[]) =>
          values.map((x, round) => x * (drift[round] ?? NaN));
        const head = timesDrift(noise()).map((x) => x * TRUE_RATIO);
        const { low, high, coverage } = pairedRatio(head, timesDrift(noise()), 0.95);
        stated = coverage;
        return low <= TRUE_RATIO && TRUE_RATIO <= high;
      });
      assert.ok(Math.abs(share - stated) <= shareError(stated, REPEATS), `${share} for ${stated}`);
    });
  }
});

/** Equal but for the rounding of logarithms and exponentials. */
function assertSame(actual: RatioInterval, expected: RatioInterval): void {
  for (const key of ['ratio', 'low', 'high', 'coverage', 'n'] as const) {
    assertNear(actual[key], expected[key], 1e-12);
  }
}
