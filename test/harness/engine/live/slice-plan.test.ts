import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import {
  type LaunchPlan,
  launchPlan,
  nextSlices,
  pilotPlan,
  sliceTrials,
} from '../../../../harness/engine/live/slice-plan.ts';
import { createRandom, nextUint32 } from '../../../../harness/stats/random.ts';
import type { CompletedLaunch } from '../../../../results/format.ts';
import { scenario } from '../../../support/run.ts';

const SETTINGS = scenario('a').settings;
const NEEDS = {
  measureMs: 500,
  overhead: 0.1,
  shortestSliceMs: 2,
};

/** A pilot of two equal sides, where a slice takes `fixedMs` and `itemMs` of each item. */
function pilotOf({ fixedMs = 0.1, itemMs = 1 }): CompletedLaunch {
  const plan = pilotPlan({ settings: SETTINGS, expected: null }, 100);
  const random = createRandom(1, 'pilot');
  const slices = { side: [] as number[], items: [] as number[], ms: [] as number[], cpuMs: null };
  for (
    let items = nextSlices(plan, 2, slices);
    items !== null;
    items = nextSlices(plan, 2, slices)
  ) {
    for (const side of [0, 1, 1, 0]) {
      const factor = 1 + 0.05 * (nextUint32(random) / 2 ** 31 - 1);
      slices.side.push(side);
      slices.items.push(items);
      slices.ms.push((fixedMs + itemMs * items) * factor);
    }
  }
  const side = { readyMs: 1, kernelCpuMs: null, ownCpuMs: 1, stoppedCpuMs: null, latencies: [] };
  return {
    ...{ status: 'completed', phase: 'warm-up', round: -1, startedAt: '2026-01-01T00:00:00.000Z' },
    ...{ scenarios: ['a', 'b'], mockLatencyMs: 0, batchSize: 1, warmupItems: 40 },
    ...{ sides: [side, side], slices },
  };
}

describe('the pilot', () => {
  it('doubles slices from an item for each worker until they are long', () => {
    const sizes = sliceTrials(pilotOf({ itemMs: 1 })).map(({ items }) => items);
    assert.deepEqual(sizes, [4, 8, 16, 32, 64]);
  });

  it('goes on while longer slices take much less per item, as where each waits', () => {
    const sizes = sliceTrials(pilotOf({ fixedMs: 50, itemMs: 0.5 })).map(({ items }) => items);
    // Of 1.2 ms with 64 items the wait is 0.8, of 0.7 with 256 it is 0.2.
    assert.ok((sizes.at(-1) ?? 0) >= 256, sizes.join());
  });

  it('ends, however long an item takes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 2000, noNaN: true }),
        (itemMs, fixedMs) => sliceTrials(pilotOf({ itemMs, fixedMs })).length > 0,
      ),
      { numRuns: 50 },
    );
  });

  it('hands items that take a moment to workers in batches', () => {
    const http = null;
    const expected = { items: 1, digest: '', http, itemMs: { median: 0.01, max: 1 } };
    assert.equal(pilotPlan({ settings: SETTINGS, expected }, 100).batchSize, 100);
  });

  it('begins with as many items as it is told, shared out evenly', () => {
    const { sizes, batchSize } = pilotPlan({ settings: SETTINGS, expected: null }, 100, 42);
    assert.deepEqual([...sizes.slice(0, 2), batchSize], [44, 88, 11]);
  });
});

describe('the plan of a launch', () => {
  const plan = (pilot: CompletedLaunch): LaunchPlan =>
    launchPlan(pilot, { settings: SETTINGS }, NEEDS);

  it('has a batch for each worker, in slices that are work and not handing over', () => {
    const { sizes, batchSize, warmupItems } = plan(pilotOf({ fixedMs: 4, itemMs: 1 }));
    const [items = 0] = sizes;
    // An item takes 1 + 4 / items.
    assert.ok(items >= 32, `${items}`);
    assert.equal(batchSize, items / 4);
    assert.equal(warmupItems, 20);
  });

  it('is over with the cycle in which its time is', () => {
    const planned = plan(pilotOf({}));
    const [size = 0] = planned.sizes;
    const slices = (count: number, ms: number) => ({
      side: Array.from({ length: count }, (_, index) => index % 2),
      items: Array.from({ length: count }, () => size),
      ms: Array.from({ length: count }, () => ms),
    });
    assert.equal(nextSlices(planned, 2, slices(0, 0)), size);
    assert.equal(nextSlices(planned, 2, slices(4, planned.measureMs / 5)), size);
    assert.equal(nextSlices(planned, 2, slices(8, planned.measureMs / 8)), null);
  });
});
