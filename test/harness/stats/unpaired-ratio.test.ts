import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createRandom, nextFloat } from '../../../harness/stats/random.ts';
import {
  rankSumDistribution,
  rankSumProbability,
  unpairedRatio,
} from '../../../harness/stats/unpaired-ratio.ts';

const BASE = [1, 1.1, 1.2, 1.3];

describe('unpairedRatio', () => {
  it('is the median of all quotients, within the extreme ones of so few values', () => {
    const { ratio, low, high, coverage, n } = unpairedRatio([2, 2.2, 2.4, 2.6], BASE, 0.95);
    assert.ok(Math.abs(ratio - 2) < 0.05, `${ratio}`);
    assert.deepEqual([low, high], [2 / 1.3, 2.6]);
    // Of 70 orders of four and four, one has all of the first below all of the second.
    assert.ok(Math.abs(coverage - (1 - 2 / 70)) < 1e-12);
    assert.equal(n, 4);
  });

  it('leaves out as many quotients at each end as the confidence allows', () => {
    // Of 70 orders one has no pair the wrong way round, one has 1, two have 2.
    const { low, high, coverage } = unpairedRatio(BASE, BASE, 0.88);
    const quotients = BASE.flatMap((a) => BASE.map((b) => a / b)).sort((a, b) => a - b);
    assert.ok(Math.abs(coverage - (1 - 2 * (4 / 70))) < 1e-12);
    assert.deepEqual([low, high], [quotients[2], quotients.at(-3)]);
  });

  it('gives the reciprocal for exchanged samples', () => {
    const [one, other] = [
      [5, 7, 6, 9, 8.5, 4],
      [3, 2, 2.5, 4, 3.3],
    ] as const;
    const there = unpairedRatio(one, other, 0.95);
    const back = unpairedRatio(other, one, 0.95);
    assert.ok(Math.abs(there.low - 1 / back.high) < 1e-12);
    assert.ok(Math.abs(there.high - 1 / back.low) < 1e-12);
    assert.equal(there.coverage, back.coverage);
  });

  it('says that too few values reach no such confidence', () => {
    assert.ok(unpairedRatio([1, 2], [1, 2], 0.95).coverage < 0.95);
    assert.equal(unpairedRatio([1], [1], 0.95).coverage, 0);
  });

  it('holds the true ratio as often as it says, whatever the noise looks like', () => {
    const random = createRandom(1, 'unpaired');
    const sample = (times: number) =>
      Array.from({ length: 8 }, () => times * Math.exp(nextFloat(random) ** 3));
    const runs = 600;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = unpairedRatio(sample(1.5), sample(1), 0.95);
      if (low <= 1.5 && high >= 1.5) held++;
    }
    assert.ok(held / runs > 0.93, `${held} of ${runs}`);
  });

  it('takes 1,000 values of each, too many for the exact distribution', () => {
    const random = createRandom(2, 'unpaired');
    const sample = () => Array.from({ length: 1000 }, () => Math.exp(nextFloat(random)));
    const { low, high, coverage } = unpairedRatio(sample(), sample(), 0.95);
    assert.ok(low < 1 && high > 1 && high / low < 1.1);
    assert.ok(Math.abs(coverage - 0.95) < 1e-4 && coverage >= 0.95);
  });

  it('approximates to 1e-5 what is too long to compute', () => {
    const approximate = rankSumProbability(70, 70);
    let exact = 0;
    for (const [count, probability] of rankSumDistribution(70, 70).entries()) {
      exact += probability;
      assert.ok(Math.abs(approximate(count) - exact) < 1e-5, `${count}`);
    }
  });

  it('refuses a sample of nothing', () => {
    assert.throws(() => unpairedRatio([], [1], 0.95), RangeError);
  });
});
