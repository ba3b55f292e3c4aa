import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createRandom } from '../../../harness/stats/random.ts';
import {
  type CostsTruth,
  holds,
  simulatePayOff,
  trueItems,
} from '../../support/simulated-pay-off.ts';

/** test/bench/pay-off-simulation.ts counts the same over more runs and cases. */
const RUNS = 300;

const MEASURED = { items: 400, rounds: 10, launches: 8, roundSd: 0.052, launchSd: 0.03 };

const CASES: readonly CostsTruth[] = [
  { ...MEASURED, costs: [300, 1.1] },
  { ...MEASURED, costs: [300, 1.8] },
  { ...MEASURED, costs: [300, 1.8], roundSd: 0.125, launchSd: 0.04 },
  { ...MEASURED, costs: [300, 1.9], roundSd: 0.025, launchSd: 0.015 },
  { ...MEASURED, costs: [300, 2] },
  { ...MEASURED, costs: [300, 2.4] },
];

describe('pay-offs with known truth', () => {
  for (const truth of CASES) {
    const name = JSON.stringify(truth);
    it(`${name}: at most 7 of 100 statements are wrong`, () => {
      const random = createRandom(1, name);
      const items = trueItems(truth);
      let wrong = 0;
      for (let run = 0; run < RUNS; run++) {
        if (!holds(simulatePayOff(truth, random), items)) wrong += 1;
      }
      assert.ok(wrong <= 0.07 * RUNS, `${wrong} of ${RUNS}`);
    });
  }

  it('a saving that is large beside the noise is found, within a factor of two', () => {
    const random = createRandom(1, 'power');
    const truth: CostsTruth = { ...MEASURED, costs: [300, 1.8] };
    const found = Array.from({ length: 100 }, () => simulatePayOff(truth, random));
    const close = found.filter(
      (one) => one?.kind === 'from' && one.high !== null && one.high < 2 * one.low,
    );
    assert.ok(close.length >= 80, String(close.length));
  });
});
