import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';

import { semiSpaceMb, youngGenerationMb } from '../../scenarios/young-generation.ts';

/** Fills the young generation of its isolate, and says how much of it there was at most. */
const FILLER = `
  const { parentPort } = require('node:worker_threads');
  const { getHeapSpaceStatistics } = require('node:v8');
  let kept = [];
  for (let object = 0; object < 3_000_000; object++) {
    kept.push({ object });
    if (object % 100_000 === 0) kept = kept.slice(-100_000);
  }
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  parentPort.postMessage(space.space_used_size + space.space_available_size);
`;

async function mostMb(limits: object): Promise<number> {
  const worker = new Worker(FILLER, { eval: true, resourceLimits: limits });
  const [bytes] = (await once(worker, 'message')) as [number];
  await worker.terminate();
  return bytes / 2 ** 20;
}

describe('semiSpaceMb', () => {
  it('is shared by the workers, and leaves none without', () => {
    assert.deepEqual([1, 2, 3, 4, 64].map(semiSpaceMb), [16, 8, 5, 4, 1]);
  });
});

describe('youngGenerationMb', () => {
  it('keeps a thread to its semi-space, of which V8 would give more', async () => {
    const kept = await mostMb({ maxYoungGenerationSizeMb: youngGenerationMb(4) });
    assert.ok(kept <= semiSpaceMb(4), `${kept} MiB`);
    assert.ok((await mostMb({})) > semiSpaceMb(4));
  });
});
