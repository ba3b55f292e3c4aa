import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { baseCommit, resolveCommit } from '../../../../harness/check/sides/commit.ts';
import { gitIn, GitRepo } from '../../../support/git-repo.ts';

let repo: GitRepo;
let commits: readonly string[];

before(() => {
  repo = new GitRepo({ 'a.txt': 'one' });
  commits = [repo.git('rev-parse', 'HEAD'), repo.commit({ 'a.txt': 'two' })];
});

after(() => {
  repo[Symbol.dispose]();
});

describe('resolveCommit', () => {
  it('knows branches, tags, parts of hashes, and what comes before the head', async () => {
    repo.git('tag', '--annotate', 'v1', '--message', 'v1', commits[0] ?? '');
    assert.equal(await resolveCommit('v1', repo.folder), commits[0]);
    assert.equal(await resolveCommit('HEAD~1', repo.folder), commits[0]);
    assert.equal(await resolveCommit('main', repo.folder), commits[1]);
    assert.equal(await resolveCommit(commits[1]?.slice(0, 10) ?? '', repo.folder), commits[1]);
  });

  it('takes no option for a ref', async () => {
    await assert.rejects(resolveCommit('--all', repo.folder), { code: 'unknown-ref' });
  });

  it('says how a shallow clone gets what it lacks', async () => {
    const clone = repo.beside('shallow');
    gitIn(repo.folder, 'clone', '--quiet', '--depth=1', pathToFileURL(repo.folder).href, clone);
    await assert.rejects(resolveCommit(commits[0] ?? '', clone), {
      code: 'unknown-ref',
      message: /shallow clone.*fetch --unshallow.*fetch-depth: 0/,
    });
  });

  it('offers the branch of the remote where there is none here, as in continuous integration', async () => {
    const clone = repo.beside('detached');
    gitIn(repo.folder, 'clone', '--quiet', repo.folder, clone);
    gitIn(clone, 'checkout', '--quiet', '--detach');
    gitIn(clone, 'branch', '--quiet', '--delete', '--force', 'main');
    await assert.rejects(resolveCommit('main', clone), {
      code: 'unknown-ref',
      message: /origin\/main: name that/,
    });
    assert.equal(await resolveCommit('origin/main', clone), commits[1]);
  });

  it('says that there is no repository', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-git-'));
    await assert.rejects(resolveCommit('HEAD', folder), {
      code: 'no-git',
      message: /^--against needs git: fatal: not a git repository[^\n]*$/,
    });
    rmSync(folder, { recursive: true });
  });

  it('says that there is no git, and what git wants of an owner who is another', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = repo.folder;
    await assert.rejects(resolveCommit('HEAD', repo.folder), { code: 'no-git', message: /ENOENT/ });
    process.env['PATH'] = PATH;
    process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
    await assert.rejects(resolveCommit('HEAD', repo.folder), {
      code: 'no-git',
      message: /dubious ownership[^\n]*git config --global --add safe\.directory[^\n]*$/,
    });
    delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
  });

  it('says that a repository has no commit yet', async () => {
    const empty = repo.beside('empty');
    gitIn(repo.folder, 'init', '--quiet', empty);
    await assert.rejects(resolveCommit('HEAD', empty), { code: 'unknown-ref' });
  });
});

describe('baseCommit', () => {
  const of = async (folder: string, ref: string, exact = false) => {
    const { commit, name, findings } = await baseCommit({ ref, name: ref, exact }, folder);
    return [commit, name, findings.map(({ code, seen }) => [code, seen.slice(0, 24)])];
  };

  it('is the ref itself where HEAD comes after it, or is it', async () => {
    assert.deepEqual(await of(repo.folder, 'HEAD~1'), [commits[0], 'HEAD~1', []]);
    assert.deepEqual(await of(repo.folder, 'main'), [commits[1], 'main', []]);
  });

  it('is where the branch left it, and HEAD where that lies behind', async () => {
    const clone = repo.beside('branched');
    gitIn(repo.folder, 'clone', '--quiet', repo.folder, clone);
    gitIn(clone, 'checkout', '--quiet', '-b', 'old', commits[0] ?? '');
    const base = [
      commits[0],
      'the merge base with main',
      [['merge-base', 'main has 1 commit that H']],
    ];
    assert.deepEqual(await of(clone, 'main'), base);
    gitIn(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Own');
    assert.deepEqual(await of(clone, 'main'), base);
    assert.deepEqual(await of(clone, 'main', true), [commits[1], 'main', []]);
  });

  it('is an error where nothing is in common, which a shallow clone may only seem to have', async () => {
    const clone = repo.beside('orphan');
    gitIn(repo.folder, 'clone', '--quiet', '--depth=1', pathToFileURL(repo.folder).href, clone);
    gitIn(clone, 'checkout', '--quiet', '--orphan', 'alone');
    // Without a commit of its own there is nothing to branch off from.
    assert.deepEqual(await of(clone, 'main'), [commits[1], 'main', []]);
    gitIn(clone, 'commit', '--quiet', '--message', 'Alone');
    const shallow = { code: 'unknown-ref', message: /shallow clone.*--unshallow.*--exact-ref$/ };
    await assert.rejects(of(clone, 'main'), shallow);
    gitIn(clone, 'fetch', '--quiet', '--unshallow');
    const unrelated = { code: 'unknown-ref', message: /in their history; .*--exact-ref$/ };
    await assert.rejects(of(clone, 'main'), unrelated);
  });
});
