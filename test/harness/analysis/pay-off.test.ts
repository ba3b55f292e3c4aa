import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { payOff } from '../../../harness/analysis/pay-off.ts';
import { type Costs, costsRun, withLaunches } from '../../support/costs-run.ts';

const [MODEL, BASE] = ['worker-threads', 'single-threaded'] as const;
const BASE_COSTS: Costs = [100, 2];

interface Case {
  readonly items?: number;
  /** Factors of the time of a trial, and of an item once up, in odd rounds and launches. */
  readonly jobWobble?: number;
  readonly wobble?: number;
  readonly rounds?: number;
  readonly launches?: number;
  /** What an item of the model takes once up, where trials say otherwise. */
  readonly itemMs?: number;
}

function found(
  [startMs, perItem]: Costs,
  { items = 100, jobWobble = 1, wobble = 1, rounds = 8, launches = 8, itemMs = perItem }: Case = {},
) {
  const run = costsRun([BASE, MODEL], items, rounds, (model, round) => {
    const times = model === MODEL && round % 2 === 1 ? jobWobble : 1;
    const [start, each] = model === BASE ? BASE_COSTS : [startMs, perItem];
    return [times * start, times * each];
  });
  const live = withLaunches(run, launches, (model, round) =>
    model === BASE ? BASE_COSTS[1] : itemMs * (round % 2 === 1 ? wobble : 1),
  );
  return payOff(live, MODEL, BASE);
}

describe('payOff', () => {
  it('is where what a job takes longer is saved by the items that follow', () => {
    // 300 ms more, 1.5 ms less.
    assert.deepEqual(fromOf(found([400, 0.5])), { kind: 'from', items: 200, low: 200, high: 200 });
  });

  it('counts what the first items take as it was measured, the others as once up', () => {
    // Trials of 100 items say 2.5 ms per item; those that follow take 1 ms.
    assert.equal(fromOf(found([100, 2.5], { itemMs: 1 })).items, 150);
  });

  it('has an interval as wide as rounds and launches scatter', () => {
    const live = fromOf(found([400, 0.5], { wobble: 2 }));
    // 1.5 or 1 ms less, after 100 items that took 150 ms longer.
    assert.ok(live.low === 200 && live.items > 200 && live.items < 250, JSON.stringify(live));
    assert.equal(live.high, 250);
    const jobs = fromOf(found([400, 0.5], { jobWobble: 1.1 }));
    // 150 or 195 ms longer.
    assert.ok(jobs.low === 200 && jobs.items > 200 && jobs.high === 230, JSON.stringify(jobs));
    const both = fromOf(found([400, 0.5], { jobWobble: 1.1, wobble: 2 }));
    assert.ok((both.high ?? 0) > 260 && (both.high ?? 0) < 295, JSON.stringify(both));
  });

  it('is below the items of a job that is faster already', () => {
    assert.deepEqual(found([400, 0.5], { items: 500 }), { kind: 'below', items: 500 });
    // 300 items take as long, or 10 % longer: up to 70 ms, which 47 items save.
    const alike = found([400, 1], { items: 300, jobWobble: 1.1 });
    assert.ok(alike?.kind === 'below' && alike.items > 330 && alike.items < 400);
  });

  it('is any number for a model that starts no later, never for one without a saving', () => {
    assert.deepEqual(found([100, 1]), { kind: 'always' });
    assert.deepEqual(found([400, 2.5]), { kind: 'never' });
    assert.deepEqual(found([100, 2.01]), { kind: 'never' });
  });

  it('ends where a model that is faster as a job is slower once up', () => {
    const one = found([20, 2.2]);
    assert.ok(one?.kind === 'until' && one.items === 400, JSON.stringify(one));
  });

  it('is not known where no difference per item was detected', () => {
    assert.deepEqual(found([100, 2]), { kind: 'unknown', atLeast: null });
    const alike = { itemMs: 1.9, wobble: 1.2 };
    assert.deepEqual(found([400, 2], alike), { kind: 'unknown', atLeast: 100 });
    assert.deepEqual(found([100, 2], alike), { kind: 'unknown', atLeast: null });
  });

  it('has no end, or is not known, beyond what a run may have', () => {
    const open = fromOf(found([400, 2], { itemMs: 1.9, wobble: 1.052_631_5 }));
    assert.equal(open.high, null);
    assert.deepEqual(found([400, 2], { itemMs: 1.999_999 }), { kind: 'unknown', atLeast: 100 });
  });

  it('is null where once up was not measured, and with too few rounds or launches', () => {
    assert.equal(found([400, 0.5], { launches: 3 }), null);
    assert.equal(found([400, 0.5], { rounds: 5 }), null);
    assert.equal(found([400, 0.5], { launches: 0 }), null);
    assert.equal(found([400, 0.5], { rounds: 0 }), null);
  });
});

function fromOf(one: ReturnType<typeof payOff>) {
  assert.ok(one?.kind === 'from', JSON.stringify(one));
  return one;
}
