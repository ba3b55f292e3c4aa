import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Asked, recallOf } from '../../../harness/engine/recall.ts';
import type { RunFile } from '../../../results/format.ts';
import { capacityOf, launchOf } from '../../support/live-run.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';

/** A round of trials, a launch, and of two capacities the second; the first failed. */
const RUN: RunFile = runOf(
  [scenario('a'), scenario('b')],
  [completedTrial('a', 0, {}), { ...completedTrial('b', 0, {}), position: 1 }],
  {
    launches: [launchOf(0, { a: [1, 1], b: [2, 2] }, 1)],
    capacities: [{ ...capacityOf(0, 4, 1.5), scenario: 'a' }],
  },
);

const trial = (id: string, round: number, position = 0): Asked => {
  return { kind: 'trial', scenario: id, phase: 'sample', round, position };
};
const launch = (...scenarios: readonly string[]): Asked => {
  return { kind: 'launch', scenarios, phase: 'sample', round: 0 };
};
const capacity = (copies: number): Asked => {
  return { kind: 'capacity', scenario: 'a', copies, round: 0 };
};

describe('what a run measured before', () => {
  it('comes back in the same order, and then is still to be measured', () => {
    const recall = recallOf(RUN);
    assert.deepEqual(recall.next(trial('a', 0)), { kind: 'trial', trial: RUN.trials[0] });
    assert.deepEqual(recall.next(trial('b', 0, 1)), { kind: 'trial', trial: RUN.trials[1] });
    assert.deepEqual(recall.next(launch('a', 'b')), { kind: 'launch', launch: RUN.launches[0] });
    assert.equal(recall.next(capacity(2)), null, 'its work failed, which leaves no record');
    assert.equal(recall.rest().length, 1);
    const last = { kind: 'capacity', capacity: RUN.capacities[0] };
    assert.deepEqual(recall.next(capacity(4)), last);
    assert.equal(recall.next(capacity(8)), undefined);
    assert.equal(recall.next(trial('a', 1)), undefined);
    assert.deepEqual(recall.rest(), []);
  });

  it('is refused where something else is asked for, and none of it is lost', () => {
    for (const asked of [
      trial('b', 0),
      trial('a', 1),
      trial('a', 0, 1),
      launch('a'),
      launch('b', 'a'),
    ]) {
      const recall = recallOf(RUN);
      assert.throws(() => recall.next(asked), { code: 'resume-changed', message: /is missing/ });
      assert.equal(recall.rest().length, 4);
    }
  });

  it('is refused where records of the middle are lost, as of a file that was cut', () => {
    const recall = recallOf({ ...RUN, trials: RUN.trials.slice(0, 1) });
    recall.next(trial('a', 0));
    assert.throws(() => recall.next(trial('b', 0, 1)), { code: 'resume-changed' });
  });
});
