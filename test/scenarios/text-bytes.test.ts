import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { textBytes } from '../../scenarios/text-bytes.ts';

describe('textBytes', () => {
  it('sums UTF-8 bytes and skips what failed', () => {
    assert.equal(textBytes([]), 0);
    assert.equal(textBytes(['mew', null, 'flabébé', 'nidoran♀', '']), 3 + 9 + 10);
  });
});
