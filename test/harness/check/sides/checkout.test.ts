import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { checkOut, lockRefs } from '../../../../harness/check/sides/checkout.ts';
import { GitRepo } from '../../../support/git-repo.ts';

const cwd = process.cwd();
const REFS = '.cache/refs';
let repo: GitRepo;

beforeEach(() => {
  repo = new GitRepo({ 'package.json': '{}', '.gitignore': '.cache\n', 'a.txt': 'one' });
  process.chdir(repo.folder);
});

afterEach(() => {
  process.chdir(cwd);
  repo[Symbol.dispose]();
});

function worktrees(): number {
  return repo.git('worktree', 'list').split('\n').length;
}

describe('the lock of the builds of a clone', () => {
  it('is held by one check at a time', () => {
    const lock = lockRefs();
    assert.throws(lockRefs, { code: 'output-in-use', message: /checks this clone already/ });
    lock[Symbol.dispose]();
    lockRefs()[Symbol.dispose]();
  });
});

describe('the base of a check of the suite', () => {
  it('has the files of its commit, and git knows no worktree of it', async () => {
    const commit = repo.git('rev-parse', 'HEAD');
    repo.commit({ 'a.txt': 'two' });
    const { folder, isBuilt } = await checkOut(commit);
    assert.equal(readFileSync(join(folder, 'a.txt'), 'utf8'), 'one');
    assert.equal(isBuilt, false);
    assert.equal(worktrees(), 1);
    assert.equal(repo.git('status', '--porcelain'), '');
  });

  it('is kept when it is built, until another commit is checked out', async () => {
    const first = await checkOut(repo.git('rev-parse', 'HEAD'));
    writeFileSync(first.marker, first.key);
    assert.equal((await checkOut(repo.git('rev-parse', 'HEAD'))).isBuilt, true);
    await checkOut(repo.commit({ 'a.txt': 'two' }));
    assert.ok(!existsSync(first.folder));
  });

  it('that a killed check has left half is removed by the next, and no worktree of the user', async () => {
    for (const name of ['0123456789ab.new', 'ba9876543210']) {
      repo.git('worktree', 'add', '--quiet', '--detach', join(REFS, name));
    }
    rmSync(join(REFS, 'ba9876543210'), { recursive: true });
    const own = repo.beside('on a disk that is not there');
    repo.git('worktree', 'add', '--quiet', '--detach', own);
    rmSync(own, { recursive: true });
    assert.equal(worktrees(), 4);
    const { name } = await checkOut(repo.git('rev-parse', 'HEAD'));
    assert.equal(worktrees(), 2);
    assert.deepEqual(readdirSync(REFS), [name]);
  });
});
