import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { moreWorkersThanCores } from '../../../../harness/analysis/findings/work.ts';
import { summarize } from '../../../../harness/analysis/summary.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';

describe('more workers than cores', () => {
  it('says of each crowd of workers once, and of no mock server that shares no core', () => {
    const [one, other] = [scenario('a'), { ...scenario('b'), mock: null }];
    const trials = [one, other].map(({ id }) => completedTrial(id, 0, {}));
    const run = runOf([one, scenario('c'), other], trials);
    const crowds = moreWorkersThanCores.detect(summarize(run)).map(({ seen }) => seen);
    assert.deepEqual(crowds, [
      '4 workers on 2 cores, which they share with the mock server',
      '4 workers on 2 cores',
    ]);
  });
});
