import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nullDistribution, nullProbability } from '../../../harness/stats/null-distribution.ts';
import { assertNear } from '../../support/distributions.ts';

describe('the signed-rank distribution', () => {
  // R 4.2.2: sprintf("%.17g", psignrank(sum, n)).
  const PSIGNRANK = [
    [5, 0, 0.03125],
    [10, 8, 0.0244140625],
    [10, 27, 0.5],
    [12, 13, 0.021240234375000014],
    [20, 52, 0.024220466613769531],
    [25, 89, 0.02413120865821838],
    [30, 137, 0.024855060502886776],
    [40, 264, 0.024880283909624268],
    [50, 434, 0.024723203400300871],
    [60, 500, 0.00095510370045864834],
    [60, 915, 0.50145746378059053],
    [100, 1850, 0.0099654731868105504],
  ] as const;
  for (const [n, sum, expected] of PSIGNRANK) {
    it(`P(rank sum <= ${sum}) for n = ${n} is R's`, () => {
      assertNear(nullDistribution(ranks(n))[sum] ?? NaN, expected, 1e-13);
    });
  }

  // Two-sided critical values as printed in textbooks (Wilcoxon & Wilcox 1964; the same from
  // R's qsignrank): the largest sum with 2 P(sum' <= sum) <= 0.05, then <= 0.01.
  const CRITICAL = [
    [6, 0, undefined],
    [7, 2, undefined],
    [8, 3, 0],
    [9, 5, 1],
    [10, 8, 3],
    [11, 10, 5],
    [12, 13, 7],
    [13, 17, 9],
    [14, 21, 12],
    [15, 25, 15],
    [16, 29, 19],
    [17, 34, 23],
    [18, 40, 27],
    [19, 46, 32],
    [20, 52, 37],
    [25, 89, 68],
    [30, 137, 109],
  ] as const;
  for (const [n, at5, at1] of CRITICAL) {
    it(`has the published critical values for n = ${n}`, () => {
      const cumulative = nullDistribution(ranks(n));
      const critical = (alpha: number) => cumulative.findLastIndex((p) => 2 * p <= alpha);
      assert.equal(critical(0.05), at5);
      assert.equal(critical(0.01), at1 ?? -1);
    });
  }
});

describe('the sign-test distribution', () => {
  it('is the binomial one: 1, 6, 21, 41 … of 64 for six values', () => {
    assert.deepEqual(
      [...nullDistribution([1, 1, 1, 1, 1, 1])].map((p) => p * 64),
      [1, 7, 22, 42, 57, 63, 64],
    );
  });
});

describe('any scores', () => {
  const scores = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 10 });

  it('give the counts of all sign patterns, exactly', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const sums = subsetSums(given);
        const expected = [...nullDistribution(given).keys()].map(
          (limit) => sums.filter((sum) => sum <= limit).length / sums.length,
        );
        assert.deepEqual([...nullDistribution(given)], expected);
      }),
    );
  });

  it('are symmetric: P(sum <= s) = 1 - P(sum <= total - s - 1)', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const cumulative = [...nullDistribution(given)];
        const mirrored = [
          ...cumulative
            .slice(0, -1)
            .reverse()
            .map((p) => 1 - p),
          1,
        ];
        assert.deepEqual(cumulative, mirrored);
      }),
    );
  });

  it('in any order give the same distribution', () => {
    assert.deepEqual(nullDistribution([5, 1, 2, 2]), nullDistribution([2, 5, 2, 1]));
  });
});

it('no scores always sum to 0', () => {
  assert.deepEqual([...nullDistribution([])], [1]);
});

function ranks(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}

/** The sum of every subset, one after the other. */
function subsetSums(scores: readonly number[]): number[] {
  return scores.reduce((sums, score) => sums.flatMap((sum) => [sum, sum + score]), [0]);
}

describe('what is too long to compute', () => {
  for (const [what, scores] of [
    ['ranks', ranks(350)],
    ['ones', ranks(4500).map(() => 1)],
  ] as const) {
    it(`is approximated to 1e-6: ${what}`, () => {
      const exact = nullDistribution(scores);
      const approximate = nullProbability(scores);
      for (const [sum, expected] of exact.entries()) {
        assert.ok(Math.abs(approximate(sum) - expected) < 1e-6, `${sum}`);
      }
    });
  }

  it('needs no step for each sum of 5,000 ranks, which would be 60,000,000,000', () => {
    const below = nullProbability(ranks(5000));
    const mean = (5000 * 5001) / 4;
    assertNear(below(mean - 1) + below(mean), 1, 1e-9);
    assert.equal(below(5000 * 5001), 1);
  });
});
