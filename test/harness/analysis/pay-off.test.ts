import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { payOff } from '../../../harness/analysis/pay-off.ts';
import { type Costs, costsRun } from '../../support/costs-run.ts';
import { runOf, scenario } from '../../support/run.ts';

const [MODEL, BASE] = ['worker-threads', 'single-threaded'] as const;
const BASE_COSTS: Costs = [100, 2];

/** Eight rounds; in odd ones an item of the model takes `wobble` times as long. */
function found(costs: Costs, { items = 1000, wobble = 1, rounds = 8 } = {}) {
  const run = costsRun([BASE, MODEL], items, rounds, (model, round) =>
    model === BASE ? BASE_COSTS : [costs[0], costs[1] * (round % 2 === 1 ? wobble : 1)],
  );
  return payOff(run, MODEL, BASE);
}

describe('payOff', () => {
  it('is where start-up and the time saved per item are equal', () => {
    // 300 ms more, 1.5 ms less.
    const { kind, ...numbers } = found([400, 0.5], { items: 300 }) ?? assert.fail();
    assert.equal(kind, 'from');
    assert.deepEqual({ ...numbers, coverage: 0 }, { items: 200, low: 200, high: 200, coverage: 0 });
  });

  it('has an interval as wide as the rounds scatter', () => {
    const one = found([400, 0.5], { wobble: 2, items: 300 });
    assert.ok(one?.kind === 'from');
    // 1.5 or 1 ms less.
    assert.ok(one.low === 200 && one.items > 200 && one.items < 300, JSON.stringify(one));
    assert.ok(one.high !== null && Math.abs(one.high - 300) <= 1);
    assert.ok(one.coverage >= 0.95);
  });

  it('says no number of fewer than half of the items measured', () => {
    assert.deepEqual(found([400, 0.5]), { kind: 'below', items: 500 });
    assert.equal(found([400, 0.5], { items: 399 })?.kind, 'from');
    assert.deepEqual(found([400, 0.5], { items: 403 }), { kind: 'below', items: 202 });
  });

  it('is always for a model that starts no later, never for one without a saving', () => {
    assert.deepEqual(found([100, 1]), { kind: 'always' });
    assert.deepEqual(found([400, 2.5], { items: 5000 }), { kind: 'never' });
  });

  it('is not known where items may take as long, but then not from fewer than it is slower with', () => {
    const alike = found([400, 1.9], { wobble: 1.2 });
    assert.ok(alike?.kind === 'unknown' && alike.why === 'alike');
    // That many were measured; the line alone says 3000.
    assert.equal(alike.atLeast, 1000);
    assert.equal(found([400, 1.9], { wobble: 1.2, items: 5000 })?.kind, 'unknown');
    assert.deepEqual(found([100, 1.9], { wobble: 1.2 }), {
      ...{ kind: 'unknown', why: 'alike', atLeast: null },
    });
  });

  it('says nothing of many more items than measured where start-up was much of the time', () => {
    const short = { kind: 'unknown', why: 'short' };
    assert.deepEqual(found([400, 0.5], { items: 100 }), { ...short, atLeast: 100 });
    assert.deepEqual(found([400, 2.5], { items: 100 }), { ...short, atLeast: 100 });
    assert.deepEqual(found([400, 0], { items: 100 }), { ...short, atLeast: null });
    assert.deepEqual(found([400, 2.5]), { ...short, atLeast: 1000 });
    // 200 items are within those measured, and 1500 within twice as many.
    assert.equal(found([400, 0.5], { items: 300 })?.kind, 'from');
    assert.equal(found([400, 1.8], { items: 1000 })?.kind, 'from');
    assert.equal(found([400, 1.8], { items: 700 })?.kind, 'unknown');
  });

  it('has no upper end beyond what a run may have', () => {
    const one = found([400, 1.9], { wobble: 1.052_631_5, items: 10_000 });
    assert.ok(one?.kind === 'from' && one.high === null, JSON.stringify(one));
  });

  it('is null where no round has both, or phases are not known', () => {
    const run = runOf([scenario(BASE), scenario(MODEL)], []);
    assert.equal(payOff(run, MODEL, BASE), null);
    const known = costsRun([BASE, MODEL], 10, 8, () => BASE_COSTS);
    const trials = known.trials.map((trial) =>
      trial.status === 'completed' ? { ...trial, metrics: { wallMs: 1000 } } : trial,
    );
    assert.equal(payOff({ ...known, trials }, MODEL, BASE), null);
  });
});
