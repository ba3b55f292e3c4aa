import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { roundPlan } from '../../../harness/compare/rounds.ts';

const full = (rounds: number | null, pairs = 3) => roundPlan({ quick: false, rounds }, pairs);

describe('rounds of a comparison', () => {
  it('end at looks, the first with as many rounds as can rank the models', () => {
    assert.deepEqual(full(null), { rounds: 20, looks: [9, 13, 20] });
    assert.deepEqual(full(null, 1), { rounds: 20, looks: [7, 10, 20] });
    assert.deepEqual(full(40, 3), { rounds: 40, looks: [9, 13, 40] });
  });

  it('have fewer looks where there is no room for them, and none where nothing is compared', () => {
    assert.deepEqual(full(15), { rounds: 15, looks: [8, 15] });
    assert.deepEqual(full(10), { rounds: 10, looks: [] });
    assert.deepEqual(full(1), { rounds: 1, looks: [] });
    assert.deepEqual(full(null, 0), { rounds: 20, looks: [] });
  });

  it('are of a first look as few as can rank the models, unless told how many', () => {
    const quick = (rounds: number | null, pairs: number) =>
      roundPlan({ quick: true, rounds }, pairs);
    assert.deepEqual(quick(null, 3), { rounds: 7, looks: [] });
    assert.deepEqual(quick(null, 1), { rounds: 6, looks: [] });
    assert.deepEqual(quick(2, 3), { rounds: 2, looks: [] });
  });
});
