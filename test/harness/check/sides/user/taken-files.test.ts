import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { takenFindings, takeMissing } from '../../../../../harness/check/sides/user/taken-files.ts';
import { GitRepo } from '../../../../support/git-repo.ts';

let repo: GitRepo;
let base: string;

beforeEach(() => {
  repo = new GitRepo({
    '.gitignore': 'base/\ndist/\n',
    'bench/old.ts': 'old',
    'src/work.ts': 'before',
  });
  base = repo.path('base');
  repo.git('worktree', 'add', '--quiet', '--detach', base);
  repo.write({ 'src/work.ts': 'after', 'src/new.ts': 'new', 'dist/built.js': 'built' });
});

afterEach(() => {
  repo[Symbol.dispose]();
});

function take(place: string, inputs: readonly string[] = []) {
  const sources = inputs.map((input) => repo.path(input));
  return takeMissing([place], { base, head: repo.folder }, () => Promise.resolve(sources));
}

describe('takeMissing', () => {
  it('takes nothing for a file that the base has', async () => {
    assert.deepEqual(await take('bench/old.ts', ['src/new.ts']), []);
    assert.ok(!existsSync(join(base, 'src/new.ts')));
  });

  it('takes a file with what lies beside it and the sources that the base lacks, and replaces none', async () => {
    repo.write({
      'bench/old.ts': 'changed',
      'bench/new.ts': 'untracked',
      'bench/data/a.json': '1',
    });
    const inputs = ['bench/new.ts', 'src/new.ts', 'src/work.ts', 'dist/built.js'];
    const taken = await take('bench/new.ts', inputs);
    assert.deepEqual([...taken].sort(), ['bench/data/a.json', 'bench/new.ts', 'src/new.ts']);
    assert.equal(taken[0], 'bench/new.ts');
    const read = (name: string) => readFileSync(join(base, name), 'utf8');
    assert.equal(read('bench/new.ts'), 'untracked');
    assert.equal(read('bench/old.ts'), 'old');
    assert.equal(read('src/work.ts'), 'before');
    assert.ok(!existsSync(join(base, 'dist')));
  });

  it('takes a file that git ignores, and of a package folder no more than its sources', async () => {
    repo.write({
      'package.json': '{}',
      'other.ts': '',
      '.gitignore': 'base/\nmine.ts\n',
      'mine.ts': '',
    });
    assert.deepEqual(await take('mine.ts', ['mine.ts']), ['mine.ts']);
  });

  it('passes over a file that git tracks and that is deleted', async () => {
    repo.write({ 'fresh/a.ts': '', 'fresh/b.ts': '' });
    repo.git('add', 'fresh');
    rmSync(repo.path('fresh/b.ts'));
    assert.deepEqual(await take('fresh/a.ts'), ['fresh/a.ts']);
  });
});

describe('the finding on files taken from the head', () => {
  it('names the first', () => {
    assert.deepEqual(takenFindings([], 'main'), []);
    const [finding] = takenFindings(['bench/new.ts', 'src/new.ts'], 'main');
    assert.equal(finding?.code, 'taken-from-head');
    assert.match(finding.seen, /^main has no bench\/new\.ts, .* with 1 more/);
  });
});
