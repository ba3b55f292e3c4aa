import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getHeapSpaceStatistics } from 'node:v8';

import { semiSpaceMb, youngGenerationMb } from '../../scenarios/young-generation.ts';

describe('semiSpaceMb', () => {
  it('is the most that V8 gives one isolate, and more than half of that is used', () => {
    let kept: object[] = [];
    for (let object = 0; object < 3_000_000; object++) {
      kept.push({ object });
      if (object % 100_000 === 0) kept = kept.slice(-100_000);
    }
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    const mebibytes =
      ((space?.space_used_size ?? 0) + (space?.space_available_size ?? 0)) / 2 ** 20;
    assert.ok(mebibytes > 16 && mebibytes <= semiSpaceMb(1), `${mebibytes} MiB`);
  });

  it('shares it, and leaves no isolate without', () => {
    assert.deepEqual([2, 3, 4, 64].map(semiSpaceMb), [16, 11, 8, 1]);
  });
});

describe('youngGenerationMb', () => {
  it('is three semi-spaces', () => {
    assert.deepEqual([1, 4].map(youngGenerationMb), [96, 24]);
  });
});
