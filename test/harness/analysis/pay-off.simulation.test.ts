import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createRandom } from '../../../harness/stats/random.ts';
import {
  type CostsTruth,
  holds,
  simulatePayOff,
  trueItems,
} from '../../support/simulated-pay-off.ts';

/** test/bench/pay-off-simulation.ts counts the same over many more runs and cases. */
const RUNS = 300;

const CASES: readonly CostsTruth[] = [
  { costs: [300, 1.1], items: 400, rounds: 7, sd: 0.052 },
  { costs: [300, 1.1], items: 400, rounds: 10, sd: 0.125 },
  { costs: [300, 1.8], items: 2000, rounds: 10, sd: 0.052 },
  { costs: [100, 1.1], items: 400, rounds: 10, sd: 0.052 },
  { costs: [300, 1.95], items: 10_000, rounds: 10, sd: 0.125 },
  { costs: [300, 2], items: 10_000, rounds: 10, sd: 0.052 },
  { costs: [300, 2.4], items: 10_000, rounds: 10, sd: 0.052 },
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

  it('a saving that is large beside the noise is found, within a half', () => {
    const random = createRandom(1, 'power');
    const truth = { costs: [300, 1.1], items: 400, rounds: 10, sd: 0.052 } as const;
    const found = Array.from({ length: 100 }, () => simulatePayOff(truth, random));
    const close = found.filter(
      (one) => one?.kind === 'from' && one.high !== null && one.high < 1.5 * one.low,
    );
    assert.ok(close.length >= 90, String(close.length));
  });
});
