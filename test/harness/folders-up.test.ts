import assert from 'node:assert/strict';
import { join, parse } from 'node:path';
import { describe, it } from 'node:test';

import { foldersUp } from '../../harness/folders-up.ts';

describe('foldersUp', () => {
  const { root } = parse(process.cwd());
  const [a, ab, abc] = [join(root, 'a'), join(root, 'a', 'b'), join(root, 'a', 'b', 'c')];

  it('goes up to the root, or to the folder named', () => {
    assert.deepEqual(foldersUp(abc), [abc, ab, a, root]);
    assert.deepEqual(foldersUp(abc, ab), [abc, ab]);
    assert.deepEqual(foldersUp(abc, abc), [abc]);
    assert.deepEqual(foldersUp(root), [root]);
  });

  it('begins at the working folder for a relative path', () => {
    assert.equal(foldersUp('.')[0], process.cwd());
  });
});
