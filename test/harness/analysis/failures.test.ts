import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { failures } from '../../../harness/analysis/failures.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import { completedTrial, failedTrial, invalidTrial, runOf, scenario } from '../../support/run.ts';

describe('failures', () => {
  it('are one for every reason of a model, with the rounds it was seen in', () => {
    const trials = [
      ...[invalidTrial('a', -1, 'x'), invalidTrial('a', 0, 'x'), failedTrial('a', 1, 'x')],
      ...[invalidTrial('b', 0, 'x'), completedTrial('b', 1, {}), invalidTrial('a', 2, 'x')],
    ];
    const found = failures(summarize(runOf([scenario('a'), scenario('b')], trials)));
    assert.deepEqual(
      found.map(({ trial, rounds }) => [trial.scenario, trial.status, rounds]),
      [
        ['a', 'invalid', [-1, 0, 2]],
        ['a', 'failed', [1]],
        ['b', 'invalid', [0]],
      ],
    );
  });
});
