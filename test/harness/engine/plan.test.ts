import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { createPlan } from '../../../harness/engine/plan.ts';
import { parseRun } from '../../../results/reading.ts';
import { ROOT } from '../../support/command.ts';

const SINGLES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => [id]);
const PAIRS = ['a', 'b', 'c', 'd'].map((id) => [`${id}@base`, `${id}@head`]);

function orders(seed: number, groups: readonly (readonly string[])[], rounds: number): string[] {
  const next = createPlan(seed);
  return Array.from({ length: rounds }, () => next(groups).join());
}

describe('createPlan', () => {
  it('runs each member of each group once in a round, groups together', () => {
    const members = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(), members, fc.integer({ min: 1, max: 4 }), (seed, ids, size) => {
        const groups = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
          ids.slice(index * size, (index + 1) * size),
        );
        const groupOf = (id: string) => groups.findIndex((group) => group.includes(id));
        const next = createPlan(seed);
        for (let round = 0; round < 3; round++) {
          const order = next(groups);
          assert.deepEqual(order.toSorted(), ids.toSorted());
          const changes = order.filter(
            (id, index) => index > 0 && groupOf(id) !== groupOf(order[index - 1] ?? ''),
          );
          assert.equal(changes.length, groups.length - 1);
        }
      }),
    );
  });

  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(orders(1, SINGLES, 10), orders(1, SINGLES, 10));
    assert.notDeepEqual(orders(1, SINGLES, 10), orders(2, SINGLES, 10));
  });

  it('repeats neither the order of groups nor the order within them', () => {
    assert.ok(new Set(orders(3, SINGLES, 10)).size > 1);
    const firsts = orders(3, PAIRS, 20).map((order) => /a@(?:base|head)/.exec(order)?.[0]);
    assert.ok(firsts.includes('a@base') && firsts.includes('a@head'));
  });

  it('runs a run on record again in the order it had', () => {
    const path = join(ROOT, 'results/reference/run.json');
    const { seed, scenarios, trials } = parseRun(readFileSync(path, 'utf8'));
    const groups = scenarios.map(({ id }) => [id]);
    const recorded = trials.map(({ scenario }) => scenario);
    const planned = orders(seed, groups, trials.length / groups.length).join();
    assert.equal(planned, recorded.join());
  });
});
