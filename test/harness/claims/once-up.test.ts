import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Measured } from '../../../harness/claim-contract.ts';
import { figuresOf } from '../../../harness/claims/figures.ts';
import { NotMeasured } from '../../../harness/claims/measured.ts';
import type { RunFile } from '../../../results/format.ts';
import { EMPTY_CLAIM, observed } from '../../support/claim-figures.ts';
import { claimsRun } from '../../support/claims-run.ts';
import { capacityOf, failedLaunch, type ItemCosts, launchOf } from '../../support/live-run.ts';

const CASES = ['one', 'twice', 'alone'];
const RUN = claimsRun(CASES.map((id) => observed(id, 0, { wallMs: 1 })));

function launch(round: number, costs: Readonly<Record<string, ItemCosts>>) {
  const ids = Object.entries(costs).map(([id, cost]) => [`${EMPTY_CLAIM.name}/${id}`, cost]);
  return launchOf(round, Object.fromEntries(ids) as typeof costs);
}

/** The pilot, and six launches of different speed. */
const LAUNCHES = [-1, 0, 1, 2, 3, 4, 5].map((round) =>
  launch(round, { one: [2 + round, 4], twice: [2 * (2 + round), 8] }),
);

function onceUp(launches: RunFile['launches'] = LAUNCHES): Measured {
  return figuresOf({ ...RUN, launches }, EMPTY_CLAIM).onceUp ?? assert.fail('nothing launched');
}

describe('figures once up', () => {
  it('are medians over launches, the pilot left out', () => {
    const { estimate, low, high, n } = onceUp().of('one', 'itemMs');
    assert.deepEqual([estimate, low, high, n], [4.5, 2, 7, 6]);
  });

  it('are compared within launches: what a launch does to both cancels', () => {
    for (const figure of ['itemMs', 'itemCpuMs']) {
      const { estimate, low, high, n } = onceUp().ratio('twice', 'one', figure);
      for (const value of [estimate, low, high]) assert.ok(Math.abs(value - 2) < 1e-9);
      assert.equal(n, 6);
    }
  });

  it('are computed within each launch', () => {
    const busy = onceUp().combine(
      ['one'],
      ({ itemMs = NaN, itemCpuMs = NaN } = {}) => itemCpuMs / itemMs,
    );
    assert.equal(busy.high, 2);
  });

  it('are missing where the system does not count CPU', () => {
    const silent = onceUp([launch(0, { one: [1, null], twice: [2, null] })]);
    assert.equal(silent.of('one', 'itemMs').estimate, 1);
    assert.throws(() => silent.of('one', 'itemCpuMs'), NotMeasured);
    assert.throws(() => silent.ratio('one', 'twice', 'itemCpuMs'), NotMeasured);
  });

  it('are missing of cases that were not alive together, or not at all', () => {
    const apart = onceUp([...LAUNCHES, launch(0, { alone: [1, 1] })]);
    assert.throws(() => apart.ratio('one', 'alone', 'itemMs'), NotMeasured);
    assert.throws(() => onceUp().of('alone', 'itemMs'), new NotMeasured('alone: it was not run'));
  });

  it('are missing where a launch failed, and say why', () => {
    const id = `${EMPTY_CLAIM.name}/one`;
    const failed = onceUp([...LAUNCHES, failedLaunch(6, id, 'no pass after 30 s')]);
    assert.equal(failed.has('one'), false);
    assert.throws(() => failed.of('one', 'itemMs'), new NotMeasured('one: no pass after 30 s'));
    assert.equal(failed.has('twice'), true);
  });

  it('are none without launches, or with those of other claims', () => {
    const others = [launchOf(0, { 'another/one': [1, 1] })];
    for (const launches of [[], others]) {
      assert.equal(figuresOf({ ...RUN, launches }, EMPTY_CLAIM).onceUp, null);
    }
  });
});

describe('what the machine gives', () => {
  it('is how many times the work of one copy all of them do at once', () => {
    const scenario = `${EMPTY_CLAIM.name}/one`;
    const capacities = [0, 1].map((round) => ({ ...capacityOf(round, 4, 2), scenario }));
    const others = { ...capacityOf(0, 4, 1), scenario: 'another/one' };
    const { capacity } = figuresOf({ ...RUN, capacities: [...capacities, others] }, EMPTY_CLAIM);
    assert.deepEqual([capacity?.estimate, capacity?.n], [2, 2]);
  });

  it('is not known where it was not measured', () => {
    assert.equal(figuresOf(RUN, EMPTY_CLAIM).capacity, null);
  });
});
