import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { timeLeft, timeLeftText } from '../../../harness/engine/time-left.ts';

describe('timeLeft', () => {
  it('counts each kind as long as it took, and an unknown one as the mean', () => {
    let nowMs = 100;
    const left = timeLeft(nowMs, () => nowMs);
    const take = (kind: string, ms: number) => {
      nowMs += ms;
      left.ended(kind);
    };
    take('slow', 13_000);
    assert.equal(left.of(['new']), 13_000);
    take('fast', 1000);
    take('fast', 2000);
    assert.equal(left.of(['fast', 'fast', 'slow']), 2 * 1500 + 13_000);
    assert.equal(left.of(['new']), 16_000 / 3);
    assert.equal(left.of([]), 0);
  });

  it('is said in seconds, and from two minutes on in minutes', () => {
    assert.equal(timeLeftText(1), 'about 1 s left');
    assert.equal(timeLeftText(119_000), 'about 119 s left');
    assert.equal(timeLeftText(119_001), 'about 2 min left');
  });
});
