import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { SidesFolder } from '../../../../../harness/check/sides/user/sides-folder.ts';
import { addWorktree } from '../../../../../harness/check/sides/user/worktree.ts';
import { ROOT } from '../../../../support/command.ts';
import { gitIn, GitRepo } from '../../../../support/git-repo.ts';

let repo: GitRepo;
let cache: string;

beforeEach(() => {
  repo = new GitRepo({ 'a.txt': 'one', '.gitignore': 'cache/\n' });
  repo.write({ 'a.txt': 'changed', 'untracked.txt': '' });
  cache = repo.path('cache');
});

afterEach(() => {
  repo[Symbol.dispose]();
});

/** Checks out a ref as a base does. */
async function checkOut(folder: SidesFolder, ref = 'HEAD', repository = repo.folder) {
  const commit = gitIn(repository, 'rev-parse', ref);
  const base = join(folder.path, 'base');
  const notes: string[] = [];
  await addWorktree({ repository, commit, ref }, base, {
    made: (worktree) => {
      folder.adopt(worktree);
    },
    note: (text) => notes.push(text),
  });
  return { base, notes };
}

function worktrees(repository = repo.folder): number {
  return gitIn(repository, 'worktree', 'list').split('\n').length;
}

/** Leaves a worktree as a check does that is killed. */
function killedCheck(): void {
  const modules = ['sides-folder.ts', 'worktree.ts'].map(
    (name) => pathToFileURL(join(ROOT, 'harness/check/sides/user', name)).href,
  );
  const [repository, cacheDir] = [repo.folder, cache].map((path) => JSON.stringify(path));
  const program = `
    import { SidesFolder } from ${JSON.stringify(modules[0])};
    import { addWorktree } from ${JSON.stringify(modules[1])};
    const folder = await SidesFolder.open(${cacheDir}, ${repository});
    const source = { repository: ${repository}, commit: 'HEAD', ref: 'HEAD' };
    await addWorktree(source, folder.path + '/base', { made() {}, note() {} });
    process.exit();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
}

describe('the folder of the sides of a check', () => {
  it('is gone at the end, and git knows no worktree of it; the user has what they had', async () => {
    const before = [repo.git('status', '--porcelain'), repo.git('stash', 'list')];
    {
      await using folder = await SidesFolder.open(cache, repo.folder);
      const { base } = await checkOut(folder);
      assert.equal(gitIn(base, 'show', 'HEAD:a.txt'), 'one');
      assert.equal(worktrees(), 2);
    }
    assert.equal(worktrees(), 1);
    assert.deepEqual(readdirSync(join(cache, 'sides')), []);
    assert.deepEqual([repo.git('status', '--porcelain'), repo.git('stash', 'list')], before);
    assert.equal(repo.read('a.txt'), 'changed');
    assert.equal(repo.git('branch', '--show-current'), 'main');
  });

  it('takes links away and not what they lead to', async () => {
    repo.write({ 'node_modules/dep/index.js': 'kept' });
    {
      await using folder = await SidesFolder.open(cache, repo.folder);
      const { base } = await checkOut(folder);
      symlinkSync(repo.path('node_modules'), join(base, 'node_modules'));
    }
    assert.equal(repo.read('node_modules/dep/index.js'), 'kept');
  });

  it('is another one for each of two checks at once', async () => {
    await using first = await SidesFolder.open(cache, repo.folder);
    const one = await checkOut(first);
    {
      await using second = await SidesFolder.open(cache, repo.folder);
      const two = await checkOut(second);
      assert.equal(two.base.length, one.base.length);
      assert.equal(worktrees(), 3);
    }
    assert.ok(existsSync(join(one.base, 'a.txt')));
    assert.equal(worktrees(), 2);
  });

  it('that a killed check has left is removed by the next', async () => {
    killedCheck();
    assert.equal(worktrees(), 2);
    await using folder = await SidesFolder.open(cache, repo.folder);
    assert.equal(worktrees(), 1);
    assert.deepEqual(readdirSync(join(cache, 'sides')), [folder.path.split('/').at(-1)]);
  });

  it('that a check has left which was killed before it had a lock is removed later', async () => {
    const [young, old] = ['check-aaaaaa', 'check-bbbbbb'].map((name) => join(cache, 'sides', name));
    for (const path of [young, old]) mkdirSync(path ?? '', { recursive: true });
    const minutesAgo = new Date(Date.now() - 120_000);
    utimesSync(old ?? '', minutesAgo, minutesAgo);
    await (await SidesFolder.open(cache, repo.folder))[Symbol.asyncDispose]();
    assert.deepEqual(readdirSync(join(cache, 'sides')), ['check-aaaaaa']);
  });

  it('that somebody deleted is forgotten by git, and no worktree of the user', async () => {
    killedCheck();
    rmSync(cache, { recursive: true });
    const own = repo.beside('on a disk that is not there');
    repo.git('worktree', 'add', '--quiet', '--detach', own);
    rmSync(own, { recursive: true });
    assert.equal(worktrees(), 3);
    await (await SidesFolder.open(cache, repo.folder))[Symbol.asyncDispose]();
    assert.equal(worktrees(), 2);
  });

  it('works in a worktree of the user', async () => {
    const linked = repo.beside('linked');
    repo.git('worktree', 'add', '--quiet', linked, '-b', 'other');
    {
      await using folder = await SidesFolder.open(join(linked, 'cache'), linked);
      const { base } = await checkOut(folder, 'main', linked);
      assert.equal(gitIn(base, 'show', 'HEAD:a.txt'), 'one');
    }
    assert.equal(worktrees(), 2);
    assert.equal(gitIn(linked, 'branch', '--show-current'), 'other');
  });

  it('says that it cannot be written', async () => {
    repo.write({ 'cache/sides': 'a file' });
    await assert.rejects(SidesFolder.open(cache, repo.folder), { code: 'output-not-writable' });
  });
});

describe('a worktree', () => {
  it('has the submodules that are checked out, without a word to the configuration', async () => {
    using inner = new GitRepo({ 'inner.txt': 'inner one' });
    repo.git('submodule', '--quiet', 'add', inner.folder, 'vendor/inner');
    const first = repo.commit({});
    const clone = repo.path('vendor/inner');
    writeCommitted(clone);
    repo.commit({});
    const config = repo.git('config', '--list', '--local');
    {
      await using folder = await SidesFolder.open(cache, repo.folder);
      const { base, notes } = await checkOut(folder, first);
      assert.equal(gitIn(join(base, 'vendor/inner'), 'show', 'HEAD:inner.txt'), 'inner one');
      assert.deepEqual(notes, []);
      assert.equal(worktrees(clone), 2);
    }
    assert.equal(worktrees(clone), 1);
    assert.equal(worktrees(), 1);
    assert.equal(repo.git('config', '--list', '--local'), config);
    assert.equal(gitIn(clone, 'log', '--oneline').split('\n').length, 2);
  });

  it('of a ref whose submodule lies at a commit that is not here says so', async () => {
    using inner = new GitRepo({ 'inner.txt': 'inner' });
    repo.git('submodule', '--quiet', 'add', inner.folder, 'inner');
    repo.commit({});
    const unknown = inner.commit({ 'inner.txt': 'later' });
    repo.git('update-index', '--cacheinfo', `160000,${unknown},inner`);
    repo.git('commit', '--quiet', '--message', 'later');
    await using folder = await SidesFolder.open(cache, repo.folder);
    const { notes } = await checkOut(folder);
    assert.match(
      notes.join('\n'),
      /^HEAD has submodule inner at commit .*: run git fetch in inner$/,
    );
  });

  it('of a sparse checkout is as sparse', async () => {
    const first = repo.commit({ 'bench/work.ts': '', 'large/data': '' });
    repo.git('sparse-checkout', 'set', 'bench');
    await using folder = await SidesFolder.open(cache, repo.folder);
    const { base } = await checkOut(folder, first);
    assert.ok(existsSync(join(base, 'bench/work.ts')));
  });

  it('of a commit that cannot be checked out says why', async () => {
    await using folder = await SidesFolder.open(cache, repo.folder);
    mkdirSync(join(folder.path, 'base/full'), { recursive: true });
    await assert.rejects(checkOut(folder), {
      code: 'ref-build',
      message: /^HEAD cannot be checked out: fatal: .*already exists$/,
    });
  });
});

function writeCommitted(clone: string): void {
  gitIn(clone, 'commit', '--quiet', '--allow-empty', '--message', 'inner two');
}
