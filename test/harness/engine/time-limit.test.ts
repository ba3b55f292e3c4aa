import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { timeLimitMs } from '../../../harness/engine/time-limit.ts';

describe('timeLimitMs', () => {
  it('is a minute, and twice what one request at a time per worker takes', () => {
    assert.equal(timeLimitMs({ items: 1000, workers: 4 }, 50), 60_000 + 2 * 250 * 50);
    assert.equal(timeLimitMs({ items: 1000, workers: 4 }, 0), 60_000);
    assert.equal(timeLimitMs({ items: 5, workers: 4 }, 1000), 60_000 + 2 * 2 * 1000);
  });
});
