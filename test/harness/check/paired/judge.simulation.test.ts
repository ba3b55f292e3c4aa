import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Rule, STANDARD, THOROUGH } from '../../../../harness/check/rule.ts';
import type { CheckResult, MetricVerdict } from '../../../../harness/check/verdict.ts';
import { createRandom } from '../../../../harness/stats/random.ts';
import { shareError } from '../../../support/distributions.ts';
import {
  type SimulatedCheck,
  simulateCheck,
  type Spread,
  type Truth,
} from '../../../support/simulated-check.ts';

/**
 * Whole checks, as many as a test may. test/bench/check-simulation.ts counts the same over many more;
 * here the shares are only kept from breaking.
 */
const CHECKS = 30;
const SPREAD: Spread = { launch: 0.025, wall: 0.15, cpu: 0.1, memory: 0.03 };
const EQUAL: Truth = { models: 3, spread: SPREAD, ratio: {} };

describe('checks with known truth', () => {
  it('equal sides: not red, and nearly all decided at the first look', () => {
    const checks = simulate(EQUAL);
    assert.ok(count(checks, 'regressed') <= 1);
    assert.ok(count(checks, 'unchanged') >= 0.9 * CHECKS, String(count(checks, 'unchanged')));
    const launches = checks.map(({ run }) => run.launches.length / 3);
    assert.ok(mean(launches) < 9, String(mean(launches)));
  });

  it('+5 % of CPU in one model: red, and of that alone', () => {
    const checks = simulate({ ...EQUAL, models: 1, ratio: { cpu: 1.05 } });
    assert.ok(count(checks, 'regressed') >= 0.9 * CHECKS, String(count(checks, 'regressed')));
    for (const { result } of checks) {
      const red = result.verdicts.filter(({ verdict }) => verdict === 'regressed');
      assert.ok(red.every(({ metric }) => metric === 'itemCpuMs'));
    }
  });

  it('twice the work: red with as few launches as there can be', () => {
    const checks = simulate({ ...EQUAL, models: 1, ratio: { cpu: 1.4, time: 1.4 } });
    assert.equal(count(checks, 'regressed'), CHECKS);
    // The pilot, the first look and the first of the confirmation.
    for (const { run } of checks) assert.equal(run.launches.length, 1 + 6 + 5);
  });

  it('+10 % of memory: red', () => {
    const checks = simulate({ ...EQUAL, ratio: { memory: 1.1 } });
    assert.ok(count(checks, 'regressed') >= 0.95 * CHECKS);
  });

  it('thorough, +3 % of CPU: red in four of five, and not on equal sides', () => {
    const spread = { ...SPREAD, launch: 0.02 };
    const truth = { ...EQUAL, models: 1, spread, ratio: { cpu: 1.03 } };
    assert.ok(count(simulate(truth, THOROUGH), 'regressed') >= 0.8 * CHECKS);
    assert.ok(count(simulate({ ...truth, ratio: {} }, THOROUGH), 'regressed') <= 1);
  });

  it('without launches: equal sides are not red, and a third more CPU is', () => {
    const truth = { ...EQUAL, models: 1, launches: false };
    assert.ok(count(simulate(truth), 'regressed') <= 1);
    assert.ok(count(simulate({ ...truth, ratio: { cpu: 1.33 } }), 'regressed') >= 0.95 * CHECKS);
  });

  it('equal sides that scatter by 25 % from launch to launch: inconclusive, not red', () => {
    const checks = simulate({ ...EQUAL, models: 1, spread: { ...SPREAD, launch: 0.25 } });
    // Of hundreds at most one is (docs/method.md), and may be among these; two are not.
    assert.ok(count(checks, 'regressed') <= 1);
    assert.ok(count(checks, 'inconclusive') >= 0.9 * CHECKS);
  });

  it('the interval holds the truth', () => {
    const checks = simulate({ ...EQUAL, ratio: { cpu: 1.04 } });
    const effects = checks.flatMap(({ result: { verdicts } }) =>
      verdicts
        .filter(({ kind, effect }) => kind === 'gated' && effect !== null && effect.low !== null)
        .map((verdict) => ({ truth: truthOf(verdict), effect: verdict.effect })),
    );
    // Each bound misses it in at most 5 % over all looks together.
    const below = effects.filter(({ truth, effect }) => truth < (effect?.low ?? NaN));
    const above = effects.filter(({ truth, effect }) => truth > (effect?.high ?? NaN));
    const most = (0.05 + shareError(0.05, effects.length)) * effects.length;
    assert.ok(below.length <= most, `${below.length} of ${effects.length}`);
    assert.ok(above.length <= most, `${above.length} of ${effects.length}`);
  });

  it('what it says it would have found 4 times in 5 is found as often', () => {
    const spread = { ...SPREAD, launch: 0.06 };
    const rule = { ...STANDARD, earliest: 27, redLooks: 1, margin: 0.001 };
    const truth = { ...EQUAL, models: 1, spread };
    const wouldFind = simulate(truth, rule).map(
      ({ result }) => cpuOf(result).smallestEffect ?? NaN,
    );
    const ratio = { cpu: 1 + mean(wouldFind) };
    // Found is what goes to be confirmed.
    const checks = [1, 2, 3].flatMap((seed) => simulate({ ...truth, ratio }, rule, seed));
    const found = checks.filter(({ result }) => cpuOf(result).confirmation !== null);
    const share = found.length / checks.length;
    assert.ok(share > 0.68 && share < 0.92, `${share} of +${ratio.cpu - 1}`);
  });
});

function truthOf({ model, metric }: MetricVerdict): number {
  return model === 'model-0' && metric === 'itemCpuMs' ? 0.04 : 0;
}

function cpuOf({ verdicts }: CheckResult): MetricVerdict {
  return verdicts.find(({ metric }) => metric === 'itemCpuMs') ?? assert.fail('no CPU');
}

function simulate(truth: Truth, rule: Rule = STANDARD, seed = 1): SimulatedCheck[] {
  const random = createRandom(seed, `check ${JSON.stringify(truth)}`);
  return Array.from({ length: CHECKS }, () => simulateCheck(truth, rule, random));
}

function count(checks: readonly SimulatedCheck[], outcome: string): number {
  return checks.filter(({ result }) => result.outcome === outcome).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
