import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { storedVerdicts } from '../../../../harness/check/stored/judge.ts';
import { plainQuantities } from '../../../../harness/check/stored/quantity.ts';
import { STANDARD } from '../../../../harness/check/rule.ts';
import type { MetricVerdict } from '../../../../harness/check/verdict.ts';
import { createRandom, type Random } from '../../../../harness/stats/random.ts';
import { shareError, shareOf } from '../../../support/distributions.ts';
import { type Scatter, simulatedRun } from '../../../support/stored-runs.ts';

const REPEATS = 400;
const QUIET: Scatter = { between: 0.01, within: 0.03, drift: 0.01 };
/** What the rounds of a run share is larger than what tells them apart. */
const DAYS_DIFFER: Scatter = { between: 0.05, within: 0.02, drift: 0.02 };
/** All of it lies within runs. */
const ROUNDS_DIFFER: Scatter = { between: 0, within: 0.12, drift: 0.02 };

function check(scatter: Scatter, runs: number, cpuFactor: number, random: Random, rounds = 20) {
  const stored = Array.from({ length: runs }, () => simulatedRun(scatter, 1, random));
  const fresh = simulatedRun(scatter, cpuFactor, random, rounds);
  const verdicts = storedVerdicts(stored, fresh, plainQuantities(fresh), {
    rule: STANDARD,
    gating: true,
  });
  return verdicts.filter(({ kind }) => kind === 'gated');
}

/** Holds nothing where there is no interval. */
function boundsOf(verdict: MetricVerdict | undefined): { low: number; high: number } {
  return { low: verdict?.effect?.low ?? NaN, high: verdict?.effect?.high ?? NaN };
}

describe('stored runs with known truth', () => {
  for (const [name, scatter] of Object.entries({ QUIET, DAYS_DIFFER, ROUNDS_DIFFER })) {
    for (const runs of [2, 5, 10]) {
      it(`${name}, ${runs} runs: the truth lies in 90 % of intervals, below the top in 95 %`, () => {
        const random = createRandom(1, `stored ${name} ${runs}`);
        const cpus = Array.from({ length: REPEATS }, () => check(scatter, runs, 1.1, random)).map(
          (verdicts) => boundsOf(verdicts.find(({ metric }) => metric === 'cpuMs')),
        );
        const share = (holds: (bounds: { low: number; high: number }) => boolean) =>
          cpus.filter(holds).length / REPEATS;
        const inside = share(({ low, high }) => low <= 0.1 && 0.1 <= high);
        assert.ok(Math.abs(inside - 0.9) <= shareError(0.9, REPEATS), `${inside}`);
        const below = share(({ high }) => 0.1 <= high);
        assert.ok(Math.abs(below - 0.95) <= shareError(0.95, REPEATS), `${below}`);
      });
    }

    it(`${name}: a new run of fewer rounds has a wider interval that still holds`, () => {
      const random = createRandom(1, `stored few rounds ${name}`);
      const held = shareOf(REPEATS, () => {
        const { low, high } = boundsOf(check(scatter, 5, 1, random, 3)[0]);
        return low <= 0 && 0 <= high;
      });
      assert.ok(held >= 0.9 - shareError(0.9, REPEATS), `${held}`);
    });

    it(`${name}: at most 1 % of whole checks are red when nothing changed`, () => {
      const random = createRandom(1, `stored alarms ${name}`);
      const alarms = shareOf(REPEATS, () =>
        check(scatter, 5, 1, random).some(({ verdict }) => verdict === 'regressed'),
      );
      assert.ok(alarms <= 0.01 + shareError(0.01, REPEATS), `${alarms}`);
    });
  }

  it('an interval from the rounds alone would not have held: the spread between runs is in it', () => {
    const random = createRandom(1, 'stored between');
    const widths = [QUIET, DAYS_DIFFER].map((scatter) => {
      const bounds = Array.from({ length: 50 }, () => boundsOf(check(scatter, 5, 1, random)[0]));
      return bounds.reduce((sum, { low, high }) => sum + high - low, 0) / 50;
    });
    const [quiet = NaN, wide = NaN] = widths;
    assert.ok(wide > 2.5 * quiet, widths.join(' '));
  });

  it('what "would find" promises is found about 4 times in 5', () => {
    const random = createRandom(1, 'stored power');
    const promised = Array.from({ length: 50 }, () => check(QUIET, 10, 1, random)[0])
      .map((verdict) => verdict?.smallestEffect ?? NaN)
      .sort((a, b) => a - b)[25];
    assert.ok(promised !== undefined && promised > 0.03 && promised < 0.15, `${promised}`);
    const found = shareOf(REPEATS, () =>
      check(QUIET, 10, 1 + promised, random).some(
        ({ model, metric, verdict }) =>
          model === 'single-threaded' && metric === 'cpuMs' && verdict === 'regressed',
      ),
    );
    assert.ok(found > 0.65 && found < 0.98, `${promised}: ${found}`);
  });
});
