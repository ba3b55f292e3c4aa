import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { createOrder, type Round, roundScheduler } from '../../../harness/engine/scheduler.ts';
import type { RunFile } from '../../../results/format.ts';
import { parseRun } from '../../../results/reading.ts';
import { ROOT } from '../../support/command.ts';
import { runOf, scenario } from '../../support/run.ts';

const SINGLES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => [id]);
const PAIRS = ['a', 'b', 'c', 'd'].map((id) => [`${id}@base`, `${id}@head`]);

function orders(seed: number, groups: readonly (readonly string[])[], rounds: number): string[] {
  const next = createOrder(seed);
  return Array.from({ length: rounds }, () => next(groups).join());
}

describe('createOrder', () => {
  it('runs each member of each group once in a round, groups together', () => {
    const members = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(), members, fc.integer({ min: 1, max: 4 }), (seed, ids, size) => {
        const groups = Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
          ids.slice(index * size, (index + 1) * size),
        );
        const groupOf = (id: string) => groups.findIndex((group) => group.includes(id));
        const next = createOrder(seed);
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
});

/** What a scheduler asks for that looks at nothing measured. */
function roundsOf(run: RunFile): readonly Round[] {
  const rounds: Round[] = [];
  const scheduled = roundScheduler()(run);
  for (let next = scheduled.next(); next.done !== true; next = scheduled.next(run)) {
    rounds.push(next.value);
  }
  return rounds;
}

describe('the rounds of a comparison', () => {
  const run = (rounds: number, warmupRounds: number) => {
    const scenarios = ['a', 'b', 'c'].map((id) => ({ ...scenario(id), rounds }));
    const whole = runOf(scenarios, []);
    return { ...whole, schedule: { ...whole.schedule, warmupRounds } };
  };

  it('are the warm-up and as many as each scenario asks for, every scenario once in each', () => {
    const rounds = roundsOf(run(3, 1));
    assert.deepEqual(
      rounds.map(({ phase, round }) => [phase, round]),
      [['warm-up', -1] as const, ...[0, 1, 2].map((round) => ['sample', round] as const)],
    );
    for (const { order } of rounds) assert.deepEqual(order.toSorted(), ['a', 'b', 'c']);
  });

  it('say how many trials come after each', () => {
    const rounds = roundsOf(run(3, 1));
    assert.deepEqual(
      rounds.map(({ after }) => after.length),
      [9, 6, 3, 0],
    );
  });

  it('of a run on record are the order it had', () => {
    const path = join(ROOT, 'results/reference/run.json');
    const recorded = parseRun(readFileSync(path, 'utf8'));
    const planned = roundsOf(recorded).flatMap(({ order }) => order);
    // It ended early, when all was decided.
    assert.ok(recorded.trials.length > 0 && recorded.trials.length < planned.length);
    assert.deepEqual(
      planned.slice(0, recorded.trials.length),
      recorded.trials.map((trial) => trial.scenario),
    );
  });
});
