import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { siblingCores } from '../../../../harness/analysis/findings/sibling-cores.ts';
import { summarize } from '../../../../harness/analysis/summary.ts';
import { capacityOf } from '../../../support/live-run.ts';
import { ENVIRONMENT, runOf, scenario } from '../../../support/run.ts';

/** What is seen where copies take `times` as long together as alone, or that is not measured. */
function seen(threadsPerCore: number | null, times?: number) {
  const run = runOf([scenario('bare-work', 'floor')], [], {
    environments: [{ ...ENVIRONMENT, threadsPerCore }],
    capacities: times === undefined ? [] : [capacityOf(0, 2, times)],
  });
  return siblingCores.detect(summarize(run)).map((one) => one.seen);
}

describe('sibling cores', () => {
  it('are seen where the kernel knows them', () => {
    assert.equal(seen(2, 1).length, 1);
    assert.deepEqual(seen(1, 1), []);
    assert.deepEqual(seen(null), []);
  });

  it('are seen where cores behave like it, whatever the kernel says', () => {
    assert.equal(seen(1, 1.3).length, 1);
    assert.deepEqual(seen(1, 1.2), []);
  });
});
