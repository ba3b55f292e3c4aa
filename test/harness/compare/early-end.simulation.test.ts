import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createRandom } from '../../../harness/stats/random.ts';
import {
  type ComparedTruth,
  roundsOf,
  simulateComparison,
  toldBy,
} from '../../support/simulated-comparison.ts';

/** test/bench/early-end-simulation.ts counts the same over more runs and cases. */
const RUNS = 200;

const CASES: readonly ComparedTruth[] = [
  { times: [1, 1, 1], roundSd: 0.025, steady: true },
  { times: [1, 1, 1], roundSd: 0.052, steady: false },
  { times: [1, 1.05, 1.5], roundSd: 0.052, steady: true },
];

describe('comparisons that may end early, with known truth', () => {
  for (const truth of CASES) {
    const name = JSON.stringify(truth);
    it(`${name}: at most 5 of 100 have a wrong interval or call a model faster that is not`, () => {
      const random = createRandom(1, name);
      const told = Array.from({ length: RUNS }, () =>
        toldBy(simulateComparison(truth, random), truth),
      );
      const wrong = told.filter(({ allRight }) => !allRight).length;
      const falsely = told.filter(({ falselyFaster }) => falselyFaster).length;
      assert.ok(wrong <= 0.05 * RUNS, `${wrong} wrong`);
      assert.ok(falsely <= 0.05 * RUNS, `${falsely} falsely faster`);
    });
  }

  it('end at a look where all is plain, and else after all rounds', () => {
    const random = createRandom(1, 'ends');
    const plain = simulateComparison({ times: [1, 2, 4], roundSd: 0.03, steady: true }, random);
    assert.deepEqual([plain.ending, roundsOf(plain)], ['decided', 9]);
    const noisy = simulateComparison({ times: [1, 1, 1], roundSd: 0.3, steady: true }, random);
    assert.deepEqual([noisy.ending, roundsOf(noisy)], ['rounds', 20]);
  });
});
