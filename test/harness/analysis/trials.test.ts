import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  completedTrials,
  pairedValues,
  trialsByRound,
  trialsOf,
  valueOf,
  valuesOf,
} from '../../../harness/analysis/trials.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../../support/run.ts';

const RUN = runOf(
  [scenario('a'), scenario('b')],
  [
    completedTrial('a', -1, { wallMs: 9 }),
    completedTrial('a', 0, { wallMs: 1 }),
    completedTrial('b', 0, { wallMs: 2 }),
    failedTrial('a', 1),
    completedTrial('b', 1, { wallMs: 3 }),
    completedTrial('b', 2, { wallMs: 0 }),
    { ...completedTrial('a', 2, { wallMs: 4 }), figures: { lost: -7 } },
    { ...completedTrial('a', 3, { wallMs: 5 }), phase: 'confirmation' },
    { ...completedTrial('b', 3, { wallMs: 6 }), phase: 'confirmation' },
  ],
);

describe('trials of a scenario', () => {
  it('are of one phase, that of the sample unless told otherwise', () => {
    const rounds = (phase?: 'warm-up' | 'confirmation') =>
      trialsOf(RUN, 'a', phase).map(({ round }) => round);
    assert.deepEqual([rounds(), rounds('warm-up'), rounds('confirmation')], [[0, 1, 2], [-1], [3]]);
    assert.equal(completedTrials(RUN, 'a').length, 2);
  });

  it('stand side by side where a round has all of them', () => {
    const wanted = trialsByRound(RUN, ['b', 'a']);
    assert.deepEqual(
      wanted.map((trials) => trials.map(({ scenario: id, round }) => `${id}${round}`)),
      [
        ['b0', 'a0'],
        ['b2', 'a2'],
      ],
    );
  });
});

describe('values', () => {
  it('are of a metric, or of a figure that a program measured', () => {
    assert.deepEqual(valuesOf(RUN, 'a', 'wallMs'), [1, 4]);
    assert.deepEqual(valuesOf(RUN, 'a', 'lost'), [-7]);
    assert.equal(valueOf(completedTrial('a', 0, { cpuMs: null }), 'cpuMs'), null);
  });

  it('are pairs where both are above zero, in the same round', () => {
    assert.deepEqual(pairedValues(RUN, ['a', 'b'], 'wallMs'), [[1, 2]]);
    assert.deepEqual(pairedValues(RUN, ['a', 'b'], 'wallMs', 'confirmation'), [[5, 6]]);
  });
});
