import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { timeLimitMs } from '../../../harness/engine/prepare.ts';
import { SETTINGS } from '../../support/run.ts';

const of = (items: number) => ({ ...SETTINGS, items, workers: 4 });

describe('timeLimitMs', () => {
  it('is a minute, and twice what one request at a time per worker takes', () => {
    assert.equal(timeLimitMs(of(1000), 50), 60_000 + 2 * 250 * 50);
    assert.equal(timeLimitMs(of(1000), 0), 60_000);
    assert.equal(timeLimitMs(of(5), 1000), 60_000 + 2 * 2 * 1000);
  });

  it('is a minute for a program, which has no settings', () => {
    assert.equal(timeLimitMs(null, 0), 60_000);
  });
});
