import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { quickItemsNote } from '../../../harness/engine/quick-items.ts';

function noteOf(items: number, median: number | null): string | null {
  const itemMs = median === null ? null : { median, max: median };
  return quickItemsNote({ items, digest: '', http: null, itemMs });
}

describe('quickItemsNote', () => {
  it('says how little all items are', () => {
    assert.match(noteOf(50, 0.004) ?? '', / 4\.0 µs each, all 50 together 0\.20 ms/);
  });

  it('is not there for enough work, whatever an item takes, or where nothing is known', () => {
    assert.equal(noteOf(50_000, 0.001), null);
    assert.equal(noteOf(1, 50), null);
    assert.equal(noteOf(1, null), null);
  });
});
