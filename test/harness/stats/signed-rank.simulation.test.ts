import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom } from '../../../harness/stats/random.ts';
import { hodgesLehmann, signedRankTest } from '../../../harness/stats/signed-rank.ts';
import {
  assertNear,
  draw,
  heavyTailed,
  normal,
  shareError,
  shareOf,
  type Quantile,
} from '../../support/distributions.ts';

describe('simulation with known truth', () => {
  const REPEATS = 3000;
  const twoModes: Quantile = (p) => (p < 0.5 ? p - 5 : p + 4);
  for (const [name, quantile] of Object.entries({ normal, heavyTailed, twoModes })) {
    for (const n of [5, 10, 20]) {
      it(`${name}, n = ${n}: the centre is inside as often as the coverage says`, () => {
        const random = createRandom(1, `signed rank ${name} ${n}`);
        let stated = NaN;
        const share = shareOf(REPEATS, () => {
          const { low, high, coverage } = hodgesLehmann(draw(quantile, n, random), 0.95);
          stated = coverage;
          return low <= 0 && 0 <= high;
        });
        assert.ok(
          Math.abs(share - stated) <= shareError(stated, REPEATS),
          `${share} for ${stated}`,
        );
      });
    }
  }

  it('values rounded until most are tied or 0: no more false alarms than p says', () => {
    const random = createRandom(1, 'signed rank ties');
    const rounded = () => draw(normal, 12, random).map((x) => Math.round(x));
    const alarms = shareOf(REPEATS, () => signedRankTest(rounded()).pGreater <= 0.05);
    assert.ok(alarms > 0.02 && alarms <= 0.05 + shareError(0.05, REPEATS), String(alarms));
    const held = shareOf(REPEATS, () => {
      const { low, high } = hodgesLehmann(rounded(), 0.95);
      return low <= 0 && 0 <= high;
    });
    assert.ok(held >= 0.95, String(held));
  });

  it('more values give a narrower interval', () => {
    const random = createRandom(1, 'signed rank width');
    const widths = [8, 32, 128].map((n) => {
      const intervals = Array.from({ length: 40 }, () =>
        hodgesLehmann(draw(normal, n, random), 0.95),
      );
      return intervals.reduce((total, { low, high }) => total + (high - low), 0) / 40;
    });
    const [few = NaN, some = NaN, many = NaN] = widths;
    assert.ok(some < 0.6 * few && many < 0.6 * some, String(widths));
  });

  it('normal data: the estimate scatters about as little as the mean would', () => {
    const random = createRandom(1, 'signed rank efficiency');
    const estimates = Array.from(
      { length: 1000 },
      () => hodgesLehmann(draw(normal, 15, random), 0.95).estimate,
    );
    const variance = estimates.reduce((total, x) => total + x * x, 0) / 1000;
    // The mean's variance is 1/15; the efficiency is 3/pi = 0.955, 0.637 for the median.
    assertNear(variance, 1 / 15 / 0.955, 0.13);
  });
});
