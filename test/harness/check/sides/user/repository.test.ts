import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import {
  listedFiles,
  placeIn,
  repositoryOf,
} from '../../../../../harness/check/sides/user/repository.ts';
import { gitIn, GitRepo } from '../../../../support/git-repo.ts';

let repo: GitRepo;

beforeEach(() => {
  repo = new GitRepo({ '.gitignore': 'dist/\n', 'bench/work.ts': '' });
});

afterEach(() => {
  repo[Symbol.dispose]();
});

describe('the repository of a file', () => {
  it('is the innermost: that of a submodule, or a worktree of the user', async () => {
    using inner = new GitRepo({ 'bench/work.ts': '' });
    repo.git('submodule', '--quiet', 'add', inner.folder, 'inner');
    const linked = repo.beside('linked');
    repo.git('worktree', 'add', '--quiet', linked);
    for (const folder of [repo.folder, repo.path('inner'), linked]) {
      assert.equal(await repositoryOf(join(folder, 'bench/work.ts')), folder);
    }
  });

  it('is looked for where the file would lie', async () => {
    assert.equal(await repositoryOf(repo.path('bench/none.ts')), repo.folder);
    await assert.rejects(repositoryOf(repo.beside('work.ts')), { code: 'no-git' });
  });
});

describe('the place of a file', () => {
  it('is below the repository, also through a link to a folder of it, or null', () => {
    symlinkSync(repo.folder, repo.beside('link'));
    const { folder } = repo;
    assert.equal(placeIn(folder, repo.beside('link/bench/work.ts')), 'bench/work.ts');
    assert.equal(placeIn(folder, folder), '');
    assert.equal(placeIn(folder, repo.beside('other.ts')), null);
    symlinkSync(repo.beside('other.ts'), repo.path('bench/link.ts'));
    assert.equal(placeIn(folder, repo.path('bench/link.ts')), 'bench/link.ts');
  });
});

describe('listedFiles', () => {
  it('are all but what git ignores, and repositories within', async () => {
    repo.write({ 'new file.ts': '', 'dist/built.js': '', 'other/x.ts': '' });
    gitIn(repo.path('other'), 'init', '--quiet');
    const files = ['.gitignore', 'bench/work.ts', 'new file.ts'].map((name) => repo.path(name));
    assert.deepEqual([...(await listedFiles(repo.folder))].sort(), files);
  });
});
