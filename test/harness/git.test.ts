import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { checkedOut, NO_REPOSITORY } from '../../harness/git.ts';
import { ROOT } from '../support/command.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'git-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function gitIn(cwd: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
  const env = { ...process.env, ...NO_REPOSITORY };
  return execFileSync('git', [...identity, ...args], { cwd, env, encoding: 'utf8' }).trim();
}

/** A repository of one commit that holds one file. */
function repository(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  gitIn(path, 'init', '--quiet');
  writeFileSync(join(path, 'file'), text);
  gitIn(path, 'add', '--all');
  gitIn(path, 'commit', '--quiet', '--message', text);
  return path;
}

/** Lets every commit first build its parent's side of a check, as far as git does it. */
function hookThatChecks(repo: string): void {
  const sides = pathToFileURL(join(ROOT, 'harness/check/sides/commit.ts')).href;
  const program = `
    import { git, resolveCommit } from ${JSON.stringify(sides)};
    const built = ${JSON.stringify(join(folder, 'built'))};
    await git('.', 'worktree', 'add', '--quiet', '--detach', built, await resolveCommit('HEAD', '.'));`;
  const path = join(folder, 'hook.mjs');
  writeFileSync(path, program);
  const hook = join(repo, '.git/hooks/pre-commit');
  mkdirSync(join(repo, '.git/hooks'), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${path}'\n`);
  chmodSync(hook, 0o755);
}

describe('what a folder has checked out', () => {
  it('is dirty with any change in the repository, but for those in one folder', async () => {
    const repo = repository('repo', 'text');
    const [inner, besides] = [join(repo, 'inner'), join(repo, 'results/runs')];
    for (const path of [inner, besides]) mkdirSync(path, { recursive: true });
    writeFileSync(join(besides, 'run.json'), '{}');
    const clean = { gitCommit: gitIn(repo, 'rev-parse', 'HEAD'), gitDirty: false };
    assert.deepEqual(await checkedOut(inner, besides), clean);
    assert.deepEqual(await checkedOut(inner, join(folder, 'elsewhere')), {
      ...clean,
      gitDirty: true,
    });
    writeFileSync(join(repo, 'file'), 'changed');
    assert.deepEqual(await checkedOut(inner, besides), { ...clean, gitDirty: true });
  });

  it('is not known outside of git', async () => {
    const unknown = { gitCommit: null, gitDirty: null };
    assert.deepEqual(await checkedOut(folder, join(folder, 'runs')), unknown);
  });
});

describe('git', () => {
  it('in a hook of a linked worktree leaves the index of the commit alone', () => {
    const repo = repository('repo', 'before');
    const linked = join(folder, 'linked');
    gitIn(repo, 'worktree', 'add', '--quiet', linked);
    hookThatChecks(repo);
    writeFileSync(join(linked, 'file'), 'after');
    gitIn(linked, 'commit', '--quiet', '--all', '--message', 'after');
    assert.equal(gitIn(linked, 'show', 'HEAD:file'), 'after');
    assert.equal(gitIn(linked, 'status', '--porcelain'), '');
    assert.equal(gitIn(join(folder, 'built'), 'show', 'HEAD:file'), 'before');
  });

  it('asks the repository of the folder, whatever the environment names', () => {
    const [here, other] = [repository('here', 'here'), repository('other', 'other')];
    const url = pathToFileURL(join(ROOT, 'harness/git.ts')).href;
    const program = `
      import { askGit } from ${JSON.stringify(url)};
      console.log((await askGit('.', 'rev-parse', 'HEAD')).stdout);`;
    const head = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: here,
      env: { ...process.env, GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other },
      encoding: 'utf8',
    });
    assert.equal(head.trim(), gitIn(here, 'rev-parse', 'HEAD'));
  });
});
