import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { latencyTable } from '../../../../harness/report/tables/details.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';

describe('the busiest loop', () => {
  const busiest = (model: string, kind: 'model' | 'floor', loopUtilization: number) => {
    const run = runOf([scenario(model, kind)], [completedTrial(model, 0, { loopUtilization })]);
    const { columns, rows } = latencyTable(summarize(run));
    return rows[0]?.[columns.findIndex(({ title }) => title === 'busiest loop')]?.value;
  };

  it('is not of a floor, nor of a loop that never turned', () => {
    assert.equal(busiest('bare-work', 'floor', 1), 'n/a');
    assert.equal(busiest('single-threaded', 'model', 0), 'n/a');
    assert.equal(busiest('single-threaded', 'model', 1), '100 %');
  });
});
