import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { planRounds } from '../../../harness/run/plan.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const SMALL = { scenarioIds: IDS, rounds: 10, warmupRounds: 1 };

describe('planRounds', () => {
  it('runs every scenario once in each round, warm-up rounds counted up to -1', () => {
    fc.assert(
      fc.property(
        fc.record({
          scenarioIds: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 8 }),
          rounds: fc.integer({ min: 1, max: 30 }),
          warmupRounds: fc.integer({ min: 0, max: 3 }),
          seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        }),
        (input) => {
          const plan = planRounds(input);
          assert.deepEqual(
            plan.map(({ round }) => round),
            Array.from(
              { length: input.warmupRounds + input.rounds },
              (_, index) => index - input.warmupRounds,
            ),
          );
          for (const { order } of plan) {
            assert.deepEqual(order.toSorted(), input.scenarioIds.toSorted());
          }
        },
      ),
    );
  });

  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(planRounds({ ...SMALL, seed: 1 }), planRounds({ ...SMALL, seed: 1 }));
    assert.notDeepEqual(planRounds({ ...SMALL, seed: 1 }), planRounds({ ...SMALL, seed: 2 }));
  });

  it('does not repeat the order of the round before', () => {
    const orders = planRounds({ ...SMALL, seed: 3 }).map(({ order }) => order.join());
    assert.ok(new Set(orders).size > 1);
  });
});
