import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import {
  cyclesOf,
  itemCost,
  launchesOf,
  launchRatio,
  trimmedMean,
} from '../../../harness/analysis/launches.ts';
import type { CompletedLaunch, Launch } from '../../../results/format.ts';
import { runOf, scenario } from '../../support/run.ts';

const SIDE = { readyMs: 1, kernelCpuMs: null, ownCpuMs: 1, stoppedCpuMs: null, latencies: [] };
const HEAD = { phase: 'sample', round: 0, startedAt: '2026-01-01T00:00:00.000Z' } as const;

/** Cycles of b, a, a, b; side a takes 1 ms an item, and b the factor. */
function launch(factor: number, cycles = 20, cpuMs = true): CompletedLaunch {
  const side = Array.from({ length: cycles }, () => [1, 0, 0, 1]).flat();
  const times = side.map((one) => (one === 1 ? 10 * factor : 10));
  return {
    ...{ ...HEAD, status: 'completed', scenarios: ['a', 'b'], mockLatencyMs: null, batchSize: 1 },
    ...{ warmupItems: 0, sides: [SIDE, SIDE] },
    slices: {
      ...{ side, items: side.map(() => 10), ms: times },
      cpuMs: cpuMs ? times.map((ms) => 2 * ms) : null,
    },
  };
}

const close = (actual: number | null, expected: number) => {
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-9, `${actual}, not ${expected}`);
};

describe('launches of a run', () => {
  const failed: Launch = {
    ...HEAD,
    status: 'failed',
    scenarios: ['a', 'b'],
    scenario: 'a',
    message: '',
  };
  const pilot: Launch = { ...launch(1), phase: 'warm-up', round: -1 };
  const run = runOf([scenario('a'), scenario('b'), scenario('c')], [], {
    launches: [pilot, launch(1), failed],
  });

  it('are those of the phase that are completed and have all the sides', () => {
    assert.equal(launchesOf(run, ['a', 'b']).length, 1);
    assert.equal(launchesOf(run, ['a', 'c']).length, 0);
    assert.deepEqual(launchesOf(run, ['a'], 'warm-up'), [pilot]);
  });
});

describe('a launch', () => {
  it('tells what an item cost each side, and how two compare', () => {
    assert.deepEqual(itemCost(launch(1.5), 'b'), { ms: 1.5, cpuMs: 3 });
    const { timeLog, cpuLog } = launchRatio(launch(1.5), 'b', 'a');
    close(timeLog, Math.log(1.5));
    close(cpuLog, Math.log(1.5));
    assert.equal(launchRatio(launch(1.5, 20, false), 'b', 'a').cpuLog, null);
  });

  it('is not slower for a slice in which the machine stood still, but had all CPU that was used', () => {
    const stalled = launch(1.1);
    stalled.slices.ms[0] = 5000;
    close(launchRatio(stalled, 'b', 'a').timeLog, Math.log(1.1));
    const collected = launch(1);
    if (collected.slices.cpuMs !== null) collected.slices.cpuMs[0] = 420;
    const { cpuLog } = launchRatio(collected, 'b', 'a');
    close(cpuLog, Math.log(1200 / 800));
  });

  it('has cycles of every side twice, whole ones only', () => {
    const cut = launch(1, 2);
    cut.slices.side.pop();
    assert.deepEqual(cyclesOf(cut), [{ from: 0, to: 4 }]);
  });

  it('knows only its own sides', () => {
    assert.throws(() => itemCost(launch(1), 'c'), RangeError);
  });
});

describe('trimmedMean', () => {
  it('leaves out a tenth at each end, and nothing of few values', () => {
    close(trimmedMean([1000, 1, 2, 3, 4, 5, 6, 7, 8, -1000]), 4.5);
    close(trimmedMean([1, 2, 9]), 4);
  });
});
