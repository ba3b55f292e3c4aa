import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { bundle } from '../../../../../harness/bundle/bundle.ts';
import { buildBase } from '../../../../../harness/check/sides/user/base.ts';
import { SidesFolder } from '../../../../../harness/check/sides/user/sides-folder.ts';
import { type Files, GitRepo } from '../../../../support/git-repo.ts';

const FILES = {
  '.gitignore': '.cache/\nnode_modules\n',
  'package.json': '{"name":"user","dependencies":{"dep":"1"}}',
  'package-lock.json': '{}',
  'README.md': '',
  'node_modules/dep/package.json': '{"name":"dep","main":"index.js"}',
  'node_modules/dep/index.js': 'module.exports = 1;',
  'bench/work.js': `
    import dep from 'dep';
    import { double } from '../src/double.js';
    const program = () => new URL('./worker.js', import.meta.url);
    export default { list: [1], run: (item) => double(item, program) + dep };`,
  'bench/worker.js': 'import { double } from "../src/double.js"; double(2);',
  'bench/data/numbers.json': '[1]',
  'src/double.js': 'export const double = (number) => 2 * number;',
  'src/table.json': '{}',
};
/** Code that can find files of its own side. */
const NAMES_ITS_PLACE: Files = {
  'src/double.js': `
    import { readFileSync } from 'node:fs';
    export const double = () => readFileSync(new URL('./table.json', import.meta.url), 'utf8');`,
};
const LOADS_JSON: Files = {
  'src/double.js': `
    import table from './table.json' with { type: 'json' };
    export const double = () => table;`,
};
const REQUIRES_ANYTHING: Files = {
  'src/double.js': 'exports.double = (name) => require(name);',
};

const cwd = process.cwd();
let repo: GitRepo;

beforeEach(() => {
  repo = new GitRepo(FILES);
  process.chdir(repo.folder);
});

afterEach(() => {
  process.chdir(cwd);
  repo[Symbol.dispose]();
});

/** How many built files HEAD has in common with the working tree. */
async function filesInCommon(): Promise<number | null> {
  const path = repo.path('bench/work.js');
  await using folder = await SidesFolder.open(repo.path('.cache'), repo.folder);
  const { url } = await bundle(path, folder.builtDir('head'));
  const module = { url, name: 'work', shown: 'bench/work.js', file: 'bench/work.js' };
  const { sameFiles } = await buildBase(
    { ref: 'HEAD', commit: repo.git('rev-parse', 'HEAD'), repository: repo.folder, build: null },
    [module],
    folder,
    { note: () => undefined, signal: new AbortController().signal },
  );
  return sameFiles;
}

describe('the base of a check of a file', () => {
  it('is the same as the head where nothing that runs differs', async () => {
    repo.write({ 'README.md': 'more', 'src/table.json': '[]', 'src/other.js': '', 'new.txt': '' });
    assert.equal(await filesInCommon(), 2);
  });

  const DIFFERENT: readonly [what: string, files: Files][] = [
    ['a source', { 'src/double.js': 'export const double = (number) => number + number;' }],
    ['a worker program', { 'bench/worker.js': '' }],
    ['data below the folder of the file', { 'bench/data/numbers.json': '[1, 2]' }],
    ['new data there', { 'bench/more.json': '' }],
    ['the dependencies', { 'package.json': '{"dependencies":{"dep":"2"}}' }],
  ];
  for (const [what, files] of DIFFERENT) {
    it(`is another than the head with a change of ${what}`, async () => {
      // Without a lockfile nothing is installed.
      repo.git('rm', '--quiet', 'package-lock.json');
      repo.commit({});
      repo.write(files);
      assert.equal(await filesInCommon(), null);
    });
  }

  for (const [what, files] of [
    ['names its place', NAMES_ITS_PLACE],
    ['has JSON that Node loads', LOADS_JSON],
    ['requires what is known only when it runs', REQUIRES_ANYTHING],
  ] as const) {
    it(`depends on every file of the repository where the code ${what}`, async () => {
      repo.commit(files);
      assert.equal(await filesInCommon(), 2);
      repo.write({ 'src/table.json': '[]' });
      assert.equal(await filesInCommon(), null);
    });
  }

  it('is the same for a file that it lacks, which is then of the head', async () => {
    repo.git('rm', '--quiet', '--cached', '-r', 'bench');
    repo.git('commit', '--quiet', '--message', 'Test');
    assert.equal(await filesInCommon(), 2);
  });
});
