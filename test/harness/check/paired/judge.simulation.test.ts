import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Rule, STANDARD, THOROUGH } from '../../../../harness/check/rule.ts';
import type { CheckResult, MetricVerdict } from '../../../../harness/check/verdict.ts';
import { createRandom } from '../../../../harness/stats/random.ts';
import {
  type SimulatedCheck,
  simulateCheck,
  type Truth,
} from '../../../support/simulated-check.ts';

/**
 * Whole checks of three models and three gated metrics. test/bench/check-simulation.ts counts the
 * same over many more; here the shares are only kept from breaking.
 */
const CHECKS = 30;

describe('checks with known truth', () => {
  it('equal sides: not red, and green at 5 % of spread within 30 rounds', () => {
    const checks = simulate({ models: 3, pairedSd: 0.05, cpuRatio: 1 });
    // One in a thousand is (docs/method.md), and may be among these; two are not.
    assert.ok(count(checks, 'regressed') <= 1);
    assert.ok(count(checks, 'unchanged') >= 0.9 * CHECKS);
    assert.ok(meanRounds(checks) < 30, String(meanRounds(checks)));
  });

  it('+10 % of CPU at 7.5 % of spread: red, and of CPU alone', () => {
    const checks = simulate({ models: 3, pairedSd: 0.075, cpuRatio: 1.1 });
    assert.ok(count(checks, 'regressed') >= 0.95 * CHECKS);
    for (const { result } of checks) {
      const red = result.verdicts.filter(({ verdict }) => verdict === 'regressed');
      assert.ok(red.every(({ model, metric }) => model === 'model-0' && metric === 'cpuMs'));
    }
  });

  it('+5 % of CPU at 7.5 % of spread: red in four of five', () => {
    const checks = simulate({ models: 3, pairedSd: 0.075, cpuRatio: 1.05 });
    assert.ok(count(checks, 'regressed') >= 0.8 * CHECKS);
  });

  it('thorough, +3 % of CPU at 5 % of spread: red in four of five, and not on equal sides', () => {
    const truth = { models: 3, pairedSd: 0.05, cpuRatio: 1.03 };
    assert.ok(count(simulate(truth, THOROUGH), 'regressed') >= 0.8 * CHECKS);
    assert.ok(count(simulate({ ...truth, cpuRatio: 1 }, THOROUGH), 'regressed') <= 1);
  });

  it('equal sides at 20 % of spread: inconclusive, not red', () => {
    const checks = simulate({ models: 3, pairedSd: 0.2, cpuRatio: 1 });
    assert.equal(count(checks, 'regressed'), 0);
    assert.ok(count(checks, 'inconclusive') >= 0.95 * CHECKS);
  });

  it('what it says it would have found 4 times in 5 is found as often', () => {
    const rule = { ...STANDARD, looks: [30] };
    const equal = { models: 1, pairedSd: 0.075, cpuRatio: 1 };
    const wouldFind = simulate(equal, rule).map(
      ({ result }) => cpuOf(result).smallestEffect ?? NaN,
    );
    const cpuRatio = 1 + wouldFind.reduce((sum, effect) => sum + effect, 0) / CHECKS;
    // Found is what goes to be confirmed.
    const checks = [1, 2, 3].flatMap((seed) => simulate({ ...equal, cpuRatio }, rule, seed));
    const found = checks.filter(({ result }) => cpuOf(result).confirmation !== null);
    const share = found.length / checks.length;
    assert.ok(share > 0.68 && share < 0.92, `${share} of +${cpuRatio - 1}`);
  });

  it('the interval holds the truth', () => {
    const checks = simulate({ models: 3, pairedSd: 0.075, cpuRatio: 1.07 });
    const effects = checks.flatMap(({ result: { verdicts } }) =>
      verdicts
        .filter(({ kind }) => kind === 'gated')
        .map(({ model, metric, effect }) => ({
          truth: model === 'model-0' && metric === 'cpuMs' ? 0.07 : 0,
          effect: effect ?? assert.fail('no effect'),
        })),
    );
    // Each bound misses it in at most 5 % over all looks together.
    const below = effects.filter(({ truth, effect }) => truth < (effect.low ?? NaN));
    const above = effects.filter(({ truth, effect }) => truth > (effect.high ?? NaN));
    assert.ok(below.length <= 0.05 * effects.length, `${below.length} of ${effects.length}`);
    assert.ok(above.length <= 0.05 * effects.length, `${above.length} of ${effects.length}`);
  });
});

function cpuOf({ verdicts }: CheckResult): MetricVerdict {
  return verdicts.find(({ metric }) => metric === 'cpuMs') ?? assert.fail('no CPU');
}

function simulate(truth: Truth, rule: Rule = STANDARD, seed = 1): SimulatedCheck[] {
  const random = createRandom(seed, `check ${JSON.stringify(truth)}`);
  return Array.from({ length: CHECKS }, () => simulateCheck(truth, rule, random));
}

function count(checks: readonly SimulatedCheck[], outcome: string): number {
  return checks.filter(({ result }) => result.outcome === outcome).length;
}

function meanRounds(checks: readonly SimulatedCheck[]): number {
  return checks.reduce((sum, { rounds }) => sum + rounds, 0) / checks.length;
}
