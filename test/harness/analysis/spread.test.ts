import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { spread } from '../../../harness/analysis/spread.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';

describe('spread', () => {
  it('is the middle half as a share of the median, whatever the outliers', () => {
    const values = [105, 9000, 90, 95, 100];
    const trials = values.map((wallMs, round) => completedTrial('m', round, { wallMs }));
    const run = runOf([scenario('m')], trials);
    assert.equal(spread(run, 'm', 'wallMs'), 0.1);
    assert.equal(spread({ ...run, trials: run.trials.slice(0, 3) }, 'm', 'wallMs'), null);
  });
});
