import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { compareScheduler } from '../../../harness/compare/scheduler.ts';
import type { Runners } from '../../../harness/engine/steps.ts';
import { goingOn } from '../../support/going-on.ts';
import { capacityOf, failedLaunch, type ItemCosts, launchOf } from '../../support/live-run.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'launches are for Linux only' };

const PLANNED = runOf(
  [{ ...scenario('bare-work'), kind: 'floor' as const }, scenario('a'), scenario('b')],
  [],
  { status: 'running', rounds: 2, warmupRounds: 1 },
);
const COST: ItemCosts = [1, 1];

/** `b` cannot be driven, and the first capacity fails without a record. */
const RUNNERS: Runners = {
  trial: (id, place) =>
    Promise.resolve({ ...completedTrial(id, place.round, { wallMs: 1000, cpuMs: 900 }), ...place }),
  launch: ({ scenarios, phase, round }) => {
    const costs = Object.fromEntries(scenarios.map((id) => [id, COST]));
    const launch = scenarios.includes('b') ? failedLaunch(round, 'b') : launchOf(round, costs);
    return Promise.resolve({ ...launch, scenarios: [...scenarios], phase });
  },
  capacity: ({ round, copies }) =>
    Promise.resolve(round === 0 ? null : capacityOf(round, copies, 1.5)),
};

const goOn = goingOn(compareScheduler(2), RUNNERS);

describe('a comparison that is interrupted and resumed', onLinux, () => {
  it('after any record is the one that was not interrupted, and measures nothing twice', async () => {
    const { run: whole, measured: all, ending } = await goOn(PLANNED, Infinity);
    assert.equal(ending, 'rounds');
    assert.deepEqual(
      [whole.trials.length, whole.launches.length, whole.capacities.length],
      [9, 4, 2],
    );
    for (let first = 1; first < all; first++) {
      const { run } = await goOn(PLANNED, first);
      const resumed = await goOn(run, Infinity);
      assert.deepEqual(resumed, { run: whole, measured: all - first, ending }, `after ${first}`);
    }
  });

  it('after every record is the same again', async () => {
    const { run: whole, measured: all } = await goOn(PLANNED, Infinity);
    let run = PLANNED;
    for (let count = 0; count < all; count++) ({ run } = await goOn(run, 1));
    assert.deepEqual(run, whole);
    assert.equal((await goOn(run, Infinity)).measured, 0);
  });
});
