import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { lateEnding } from '../../../../harness/analysis/findings/late-ending.ts';

const ended = (...moments: readonly number[]) => moments.map((endedMs) => ({ endedMs }));

describe('lateEnding', () => {
  it('counts the cores that stood still before the last worker ended', () => {
    assert.deepEqual(lateEnding(ended(600, 900, 500, 700), 2), { aloneMs: 200, lostMs: 100 });
    assert.deepEqual(lateEnding(ended(600, 900, 500, 700), 4), { aloneMs: 200, lostMs: 225 });
    assert.deepEqual(lateEnding(ended(600, 900, 500, 700), 64), { aloneMs: 200, lostMs: 225 });
  });

  it('has nothing to win with one core, one worker or none', () => {
    assert.equal(lateEnding(ended(600, 900), 1).lostMs, 0);
    assert.deepEqual(lateEnding(ended(900), 4), { aloneMs: 0, lostMs: 0 });
    assert.deepEqual(lateEnding([], 4), { aloneMs: 0, lostMs: 0 });
  });

  it('never promises more than evening out the moments themselves', () => {
    const moments = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 32 }), (ends, cores) => {
        const { lostMs } = lateEnding(ended(...ends), cores);
        const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
        assert.ok(lostMs >= 0 && lostMs <= Math.max(...ends) - mean + 1e-9);
      }),
    );
  });
});
