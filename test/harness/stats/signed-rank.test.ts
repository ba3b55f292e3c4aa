import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hodgesLehmann, signedRankTest } from '../../../harness/stats/signed-rank.ts';

/**
 * Hamilton depression scale, first minus second visit (Hollander & Wolfe 1973, p. 29), the example
 * of R's help page of wilcox.test, in thousandths.
 */
const DEPRESSION = [952, -147, 1022, 430, 620, 590, 490, -80, 10];
/** Darwin's maize, crossed minus self-fertilised, in eighths of an inch (Fisher 1935, p. 37). */
const MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

describe('reference values without ties', () => {
  // R 4.2.2: wilcox.test(x, exact = TRUE, conf.int = TRUE), each alternative, and
  // 1 - 2 * psignrank(qsignrank(alpha / 2, n) - 1, n) for the coverage.
  it('depression scale: V = 40, p = 0.01953 one-sided', () => {
    assert.deepEqual(signedRankTest(DEPRESSION), {
      rankSum: 40,
      pGreater: 0.01953125,
      pLess: 0.986328125,
      pTwoSided: 0.0390625,
      n: 9,
    });
    assert.deepEqual(hodgesLehmann(DEPRESSION, 0.95), {
      estimate: 460,
      low: 10,
      high: 786,
      coverage: 0.9609375,
      n: 9,
    });
  });

  it('maize: V = 96, p = 0.04126 two-sided', () => {
    assert.deepEqual(signedRankTest(MAIZE), {
      rankSum: 96,
      pGreater: 0.0206298828125,
      pLess: 0.982330322265625,
      pTwoSided: 0.041259765625,
      n: 15,
    });
    const intervals = [0.9, 0.95, 0.99].map((confidence) => hodgesLehmann(MAIZE, confidence));
    assert.deepEqual(intervals, [
      { estimate: 25, low: 8, high: 39.5, coverage: 0.9053955078125, n: 15 },
      { estimate: 25, low: 4, high: 41.5, coverage: 0.95208740234375, n: 15 },
      { estimate: 25, low: -13, high: 49, coverage: 0.99163818359375, n: 15 },
    ]);
  });
});

describe('reference values of small samples', () => {
  // SciPy 1.17.1: wilcoxon(x, alternative=..., method="exact"), greater and less.
  const CASES = [
    [[1, 2, 3, 4, 5], 0.03125, 1],
    [[-1, 2, 3, -4, 5, 6], 0.15625, 0.890625],
  ] as const;
  it('are SciPy’s', () => {
    for (const [values, ...expected] of CASES) {
      const { pGreater, pLess } = signedRankTest(values);
      assert.deepEqual([pGreater, pLess], expected);
    }
  });
});

describe('reference values with ties and zeros', () => {
  // coin 1.4.2 (R 4.2.2): wilcoxsign_test(x ~ 0, distribution = "exact", zero.method = "Pratt"),
  // alternatives greater and less; SciPy 1.17.1 agrees: wilcoxon(x, zero_method="pratt",
  // method=PermutationMethod(n_resamples=inf)).
  const CASES = [
    {
      name: 'ties',
      values: [1, 1, 2, -2, 3, 3, 3, -1, 4, 5],
      pGreater: 0.015625,
      pLess: 0.990234375,
    },
    {
      name: 'ties, both ways',
      values: [-3, -3, -1, 0, 1, 1, -2, -5, -5, 4],
      pGreater: 0.912109375,
      pLess: 0.095703125,
    },
    { name: 'zeros', values: [0, 0, 1, -2, 3, 4, 5, -1, 6], pGreater: 0.078125, pLess: 0.9375 },
    {
      name: 'both',
      values: [0, 2, 2, -2, 4, 4, 1, 1, 0, -1, 3, 7],
      pGreater: 0.021484375,
      pLess: 0.9873046875,
    },
    {
      name: 'ties and a zero (Wikipedia, Wilcoxon signed-rank test)',
      values: [15, -7, 5, 20, 0, -9, 17, -12, 5, -10],
      pGreater: 0.322265625,
      pLess: 0.6953125,
    },
    { name: 'mostly zeros', values: [0, 0, 0, 0, 1, 2], pGreater: 0.25, pLess: 1 },
  ];
  for (const { name, values, pGreater, pLess } of CASES) {
    it(name, () => {
      const test = signedRankTest(values);
      assert.deepEqual([test.pGreater, test.pLess], [pGreater, pLess]);
      assert.equal(test.pTwoSided, 2 * Math.min(pGreater, pLess));
    });
  }

  it("Pratt's example: values that are raised get more significant, through zero too", () => {
    // Dropping the zero would give .0140, .0171, .0085 (exactRankTests 0.8.35, wilcox.exact).
    const values = [0, 2, 3, 4, 6, 7, 8, 9, 11, 14, 15, 17, -18];
    const p = [-1, 0, 1].map((raise) => signedRankTest(values.map((x) => x + raise)).pGreater);
    assert.deepEqual(p, [0.0140380859375, 0.011962890625, 0.008544921875]);
  });

  it('only zeros: nothing surprising either way', () => {
    assert.deepEqual(signedRankTest([0, -0, 0]), {
      rankSum: 0,
      pGreater: 1,
      pLess: 1,
      pTwoSided: 1,
      n: 3,
    });
  });
});

describe('the test against all sign patterns', () => {
  it('has their shares as p, ties and zeros included', () => {
    const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(values, (differences) => {
        const { rankSum, pGreater, pLess, pTwoSided } = signedRankTest(differences);
        const expected = enumerate(differences);
        assert.deepEqual({ rankSum, pGreater, pLess, pTwoSided }, expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('properties', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 16 });
  const confidence = fc.double({ min: 0.01, max: 0.999, noNaN: true });

  it('turning all signs exchanges the sides', () => {
    fc.assert(
      fc.property(values, confidence, (differences, asked) => {
        const turned = differences.map((x) => -x);
        const test = signedRankTest(differences);
        const mirrored = signedRankTest(turned);
        assert.deepEqual(
          [mirrored.pGreater, mirrored.pLess, mirrored.pTwoSided],
          [test.pLess, test.pGreater, test.pTwoSided],
        );
        const { estimate, low, high } = hodgesLehmann(differences, asked);
        const mirror = hodgesLehmann(turned, asked);
        assert.deepEqual(
          [mirror.estimate + 0, mirror.low + 0, mirror.high + 0],
          [0 - estimate, 0 - high, 0 - low],
        );
      }),
    );
  });

  it('the estimate and interval follow shift and scale, the test scale alone', () => {
    fc.assert(
      fc.property(
        values,
        confidence,
        fc.integer({ min: -99, max: 99 }),
        (differences, asked, shift) => {
          const moved = (x: number) => 4 * x + shift;
          const { estimate, low, high, coverage, n } = hodgesLehmann(differences, asked);
          assert.deepEqual(hodgesLehmann(differences.map(moved), asked), {
            estimate: moved(estimate),
            low: moved(low),
            high: moved(high),
            coverage,
            n,
          });
          const { rankSum, pGreater } = signedRankTest(differences);
          const scaled = signedRankTest(differences.map((x) => 4 * x));
          assert.deepEqual([scaled.rankSum, scaled.pGreater], [rankSum, pGreater]);
        },
      ),
    );
  });

  it('the order of the values does not matter, and stays as it was', () => {
    fc.assert(
      fc.property(values, confidence, (differences, asked) => {
        const before = [...differences];
        const reversed = differences.toReversed();
        assert.deepEqual(hodgesLehmann(reversed, asked), hodgesLehmann(differences, asked));
        assert.deepEqual(signedRankTest(reversed), signedRankTest(differences));
        assert.deepEqual(differences, before);
      }),
    );
  });

  it('the interval holds exactly the centres that the test does not reject', () => {
    // A quarter keeps the shifted values clear of ties and zeros.
    const distinct = fc.uniqueArray(fc.integer({ min: -40, max: 40 }), {
      minLength: 1,
      maxLength: 12,
    });
    const centre = fc.integer({ min: -50, max: 50 }).map((x) => x + 0.25);
    fc.assert(
      fc.property(distinct, centre, confidence, (differences, at, asked) => {
        const { low, high, coverage } = hodgesLehmann(differences, asked);
        const { pTwoSided } = signedRankTest(differences.map((x) => x - at));
        assert.equal(low <= at && at <= high, pTwoSided > 1 - coverage);
      }),
      { numRuns: 500 },
    );
  });
});

describe('too few values for the confidence', () => {
  for (const [values, coverage] of [
    [[7], 0],
    [[3, 7], 0.5],
    [[1, 5, 2, 9, 3], 0.9375],
  ] as const) {
    it(`${values.length}: the range, and that it covers ${coverage}`, () => {
      const { low, high, ...rest } = hodgesLehmann(values, 0.95);
      assert.deepEqual([low, high], [Math.min(...values), Math.max(...values)]);
      assert.equal(rest.coverage, coverage);
    });
  }

  it('none at all is refused', () => {
    assert.throws(() => signedRankTest([]), RangeError);
    assert.throws(() => hodgesLehmann([], 0.95), RangeError);
  });
});

/** All 2^m signs of the values other than 0, ranked by where they stand in the sorted sample. */
function enumerate(differences: readonly number[]) {
  const sorted = differences.map(Math.abs).sort((a, b) => a - b);
  const midRank = (x: number) =>
    (sorted.indexOf(Math.abs(x)) + sorted.lastIndexOf(Math.abs(x))) / 2 + 1;
  const nonZero = differences.filter((x) => x !== 0);
  const rankSum = nonZero.reduce((total, x) => total + (x > 0 ? midRank(x) : 0), 0);
  const sums = nonZero.reduce((all, x) => all.flatMap((sum) => [sum, sum + midRank(x)]), [0]);
  const centre = nonZero.reduce((total, x) => total + midRank(x) / 2, 0);
  const share = (rare: (sum: number) => boolean) => sums.filter(rare).length / sums.length;
  return {
    rankSum,
    pGreater: share((sum) => sum >= rankSum),
    pLess: share((sum) => sum <= rankSum),
    pTwoSided: share((sum) => Math.abs(sum - centre) >= Math.abs(rankSum - centre)),
  };
}
