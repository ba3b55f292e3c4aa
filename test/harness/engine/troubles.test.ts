import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { launchTrouble, troubles } from '../../../harness/engine/troubles.ts';
import { completedTrial, failedTrial, invalidTrial, scenario } from '../../support/run.ts';

const SCENARIOS = [scenario('floor', 'floor'), scenario('a'), scenario('b')];

describe('troubles of a round', () => {
  it('are one line for all models with the same reason', () => {
    const bad = ['a', 'b'].map((id) => invalidTrial(id, -1, '0 requests, expected 998'));
    assert.deepEqual(troubles(SCENARIOS).ofRound([completedTrial('floor', -1, {}), ...bad]), [
      'all models, warm-up round: 0 requests, expected 998',
    ]);
  });

  it('are a line for each reason', () => {
    const trials = [failedTrial('a', 2), failedTrial('floor', 2), invalidTrial('b', 2, 'too few')];
    assert.deepEqual(troubles(SCENARIOS).ofRound(trials), [
      'floor and a, round 3: killed by SIGSEGV',
      'b, round 3: too few',
    ]);
  });

  it('are said once, and again where others have them', () => {
    const { ofRound } = troubles(SCENARIOS);
    assert.equal(ofRound([failedTrial('a', 0)]).length, 1);
    assert.deepEqual(ofRound([failedTrial('a', 1)]), []);
    assert.equal(ofRound([failedTrial('a', 2, 'exit code 1')]).length, 1);
    assert.deepEqual(ofRound([failedTrial('a', 3), failedTrial('b', 3)]), [
      'all models, round 4: killed by SIGSEGV',
    ]);
  });
});

describe('trouble of a launch', () => {
  it('names the side that failed, or all', () => {
    const startedAt = '2026-01-01T00:00:00.000Z';
    const place = { phase: 'sample', round: 0, startedAt } as const;
    const failed = {
      ...place,
      ...({ status: 'failed', message: 'no' } as const),
      scenarios: ['a', 'b'],
    };
    assert.equal(launchTrouble({ ...failed, scenario: 'b' }), 'b, once up: no');
    assert.equal(launchTrouble({ ...failed, scenario: null }), 'a and b, once up: no');
  });
});
