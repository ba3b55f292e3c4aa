import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { timeLimitMs } from '../../../harness/engine/prepare.ts';
import { SETTINGS } from '../../support/run.ts';

const waiting = (latencyMs: number) => ({ latencyMs, itemMs: 0, lostMs: 0 });
const of = (items: number) => ({ ...SETTINGS, items, workers: 4 });

describe('timeLimitMs', () => {
  it('is a minute, and twice what one request at a time per worker takes', () => {
    assert.equal(timeLimitMs(of(1000), waiting(50)), 60_000 + 2 * 250 * 50);
    assert.equal(timeLimitMs(of(1000), waiting(0)), 60_000);
    assert.equal(timeLimitMs(of(5), waiting(1000)), 60_000 + 2 * 2 * 1000);
  });

  it('is as much longer as all items take twice, one after the other', () => {
    const computing = { latencyMs: 0, itemMs: 300, lostMs: 0 };
    assert.equal(timeLimitMs(of(1000), computing), 60_000 + 2 * 1000 * 300);
  });

  it('is as much longer as failed attempts take twice', () => {
    assert.equal(timeLimitMs(of(1), { latencyMs: 0, itemMs: 0, lostMs: 70 }), 60_000 + 2 * 70);
  });

  it('is a minute for a program, which has no settings', () => {
    assert.equal(timeLimitMs(null, waiting(0)), 60_000);
  });
});
