import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { barOf } from '../../../harness/text/bar.ts';

describe('a bar', () => {
  it('fills its share of the room, to an eighth of a character', () => {
    assert.deepEqual(
      [1, 0.5, 0.65, 0.001].map((share) => barOf(share, 4)),
      ['████', '██  ', '██▋ ', '▏   '],
    );
  });

  it('is at most 10 characters long, and not there in less than 3', () => {
    assert.equal(barOf(1, 40), '█'.repeat(10));
    assert.equal(barOf(1, 2), '');
  });
});
