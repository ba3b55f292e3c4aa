import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { commandWords } from '../../../harness/engine/command-words.ts';

describe('commandWords', () => {
  it('name limits as flags that ask for the same', () => {
    const words = (cores: number | readonly number[]) =>
      commandWords({ memoryLimit: '512MB', cores, nice: -1 }, {}).join(' ');
    assert.equal(words(2), '--memory-limit 512MB --cores 2 --nice -1');
    assert.equal(words([0, 1]), '--memory-limit 512MB --cores 0,1 --nice -1');
    // A number alone would be how many.
    assert.equal(words([3]), '--memory-limit 512MB --cores 3-3 --nice -1');
  });
});
