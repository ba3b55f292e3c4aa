import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { listedCores } from '../../../harness/engine/core-list.ts';

describe('listedCores', () => {
  it('reads a list as the kernel writes it', () => {
    const lists = ['0\n', '0-1\n', '0,4\n', '0-3,8-9,12\n'].map(listedCores);
    assert.deepEqual(lists, [[0], [0, 1], [0, 4], [0, 1, 2, 3, 8, 9, 12]]);
  });
});
