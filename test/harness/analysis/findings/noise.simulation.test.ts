import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { outliers, twoModes } from '../../../../harness/analysis/findings/noise.ts';
import type { Detector } from '../../../../harness/analysis/findings/detector.ts';
import { summarize } from '../../../../harness/analysis/summary.ts';
import { createRandom, type Random } from '../../../../harness/stats/random.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';
import { draw, normal, shareOf, skewed, type Quantile } from '../../../support/distributions.ts';

const REPEATS = 400;

/** How often a detector fires on times of this distribution, in a run of n rounds. */
function shareSeen(detector: Detector, quantile: Quantile, n: number): number {
  const random = createRandom(1, `${detector.code} ${quantile.name} ${n}`);
  return shareOf(REPEATS, () => seenIn(detector, quantile, n, random));
}

function seenIn(detector: Detector, quantile: Quantile, n: number, random: Random): boolean {
  const times = draw(quantile, n, random);
  const trials = times.map((wallMs, round) => completedTrial('m', round, { wallMs }));
  return detector.detect(summarize(runOf([scenario('m')], trials))).length > 0;
}

const quiet: Quantile = (p) => 1000 + 50 * normal(p);
/** Slow trials as on a shared machine: never faster than 1000 ms, sometimes far slower. */
const oneSided: Quantile = (p) => 1000 + 50 * skewed(p);
/** One trial in three takes half as long again. */
const modes: Quantile = (p) => (p < 2 / 3 ? 1000 + 60 * p : 1500 + 60 * p);

describe('detectors of noise, simulated with known truth', () => {
  for (const n of [6, 10, 12]) {
    it(`noise with one peak nearly never looks like two modes, n = ${n}`, () => {
      for (const quantile of [quiet, oneSided]) {
        const share = shareSeen(twoModes, quantile, n);
        assert.ok(share <= 0.02, `${quantile.name}: ${share}`);
      }
    });
  }

  it('two modes are seen', () => {
    assert.ok(shareSeen(twoModes, modes, 20) >= 0.9);
  });

  it('normal noise seldom has outliers', () => {
    for (const n of [8, 20]) {
      const share = shareSeen(outliers, quiet, n);
      assert.ok(share <= 0.05, `${n}: ${share}`);
    }
  });
});
