import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { trialPlant } from '../../../../harness/check/paired/planting.ts';
import { completedTrial, runOf, scenario } from '../../../support/run.ts';

function runWith(pssBytes: readonly (number | null)[]) {
  const arms = (['base', 'head'] as const).map((arm) => ({
    ...scenario('single-threaded'),
    id: `single-threaded@${arm}`,
    arm,
  }));
  const sizing = pssBytes.map((peakPssBytes, index) =>
    completedTrial('single-threaded@base', -1 - index, { peakPssBytes, peakRssBytes: 500e6 }),
  );
  const others = [
    completedTrial('single-threaded@base', 0, { peakPssBytes: 900e6 }),
    completedTrial('single-threaded@head', -1, { peakPssBytes: 900e6 }),
  ];
  return runOf(arms, [...sizing, ...others]);
}

describe('trialPlant', () => {
  it('is a share of what the trial itself uses, for CPU', () => {
    const plant = trialPlant({ kind: 'cpu', share: 0.2 }, 'single-threaded', runWith([]));
    assert.deepEqual(plant, { kind: 'cpu', share: 0.2 });
  });

  it('is a share of the median time of the base in the sizing rounds, for time', () => {
    const plant = trialPlant({ kind: 'wall', share: 0.2 }, 'single-threaded', runWith([1, 2, 3]));
    assert.deepEqual(plant, { kind: 'wall', ms: 200 });
  });

  it('is a share of the median peak of the base in the sizing rounds, for memory', () => {
    const bytes = (run: ReturnType<typeof runWith>) =>
      trialPlant({ kind: 'memory', share: 0.1 }, 'single-threaded', run);
    assert.deepEqual(bytes(runWith([100e6, 300e6, 200e6])), { kind: 'memory', bytes: 20e6 });
    assert.deepEqual(bytes(runWith([null, null])), { kind: 'memory', bytes: 50e6 });
    assert.deepEqual(bytes(runWith([])), { kind: 'memory', bytes: 0 });
  });
});
