import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { capacityFor, parallelCapacities } from '../../../harness/analysis/capacity.ts';
import { runOf, scenario } from '../../support/run.ts';
import { capacityOf } from '../../support/live-run.ts';

describe('parallelCapacities', () => {
  it('are what copies get done at once, in cores, by their number', () => {
    const capacities = [4, 2, 2, 2].map((copies, round) => capacityOf(round, copies, 1.6));
    const found = parallelCapacities(
      runOf([scenario('bare-work', 'floor')], [], { capacities }),
      0.95,
    );
    assert.deepEqual(
      found.map(({ copies, cores }) => [copies, cores.estimate, cores.n]),
      [
        [2, 1.25, 3],
        [4, 2.5, 1],
      ],
    );
  });

  it('bound the speed-up of as many workers', () => {
    const capacities = [2, 4, 8].map((copies) => capacityOf(0, copies, 1.6));
    const run = runOf([scenario('bare-work', 'floor')], [], { capacities });
    const copies = [1, 3, 4, 9].map((workers) => capacityFor(run, workers, 0.95)?.copies);
    assert.deepEqual(copies, [2, 2, 4, 8]);
    assert.equal(capacityFor({ ...run, capacities: [] }, 4, 0.95), null);
  });

  it('are none where none was measured', () => {
    assert.deepEqual(parallelCapacities(runOf([scenario('a')], []), 0.95), []);
  });
});
