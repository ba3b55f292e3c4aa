import assert from 'node:assert/strict';
import { it } from 'node:test';

import { parseRun } from '../../../results/reading.ts';
import { asVersion1 } from '../../support/old-runs.ts';
import { wholeRun } from '../../support/whole-run.ts';

it('a file of version 1 lacks two metrics, and knows its models by their names', () => {
  const run = wholeRun();
  const later = { requests: null, responseBytes: null };
  const reason = 'not recorded';
  const trials = run.trials.map((trial) =>
    trial.status === 'completed'
      ? {
          ...trial,
          metrics: { ...trial.metrics, ...later },
          unavailable: { requests: reason, responseBytes: reason },
        }
      : trial,
  );
  assert.deepEqual(parseRun(JSON.stringify(asVersion1(run))), { ...run, trials });
});
