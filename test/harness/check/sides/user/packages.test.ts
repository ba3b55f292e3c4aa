import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { providePackages } from '../../../../../harness/check/sides/user/packages.ts';
import { fakeManager } from '../../../../support/fake-manager.ts';
import { type Files, GitRepo } from '../../../../support/git-repo.ts';

let repo: GitRepo;
let base: string;
let notes: string[];

beforeEach(() => {
  repo = new GitRepo({ '.gitignore': 'node_modules\nbase/\n' });
  base = repo.path('base');
  notes = [];
});

afterEach(() => {
  repo[Symbol.dispose]();
});

const manifest = (fields: object) => JSON.stringify({ name: 'user', ...fields });
const SAME = { areSame: true, findings: [] };
const OTHERS = { ...SAME, areSame: false };
const DEP = { dependencies: { dep: '1.0.0' } };

/** The base is what is committed now. */
function checkOutBase(files: Files): void {
  repo.commit(files);
  repo.git('worktree', 'add', '--quiet', '--detach', base);
}

function provide(place = 'bench') {
  const watch = { note: (text: string) => notes.push(text), signal: new AbortController().signal };
  return providePackages({ base, head: repo.folder }, { places: [place], ref: 'main' }, watch);
}

/** Where a file of the base finds a package. */
function found(name: string, place = 'bench/work.js'): string {
  return realpathSync(createRequire(join(base, place)).resolve(name));
}

function link(target: string, path: string): void {
  mkdirSync(dirname(repo.path(path)), { recursive: true });
  symlinkSync(target, repo.path(path));
}

describe('packages of the base', () => {
  it('are those of the working tree when lockfile and dependencies are the same', async () => {
    checkOutBase({ 'package.json': manifest(DEP), 'package-lock.json': '{"lock":1}' });
    repo.write({
      'package.json': manifest({ ...DEP, version: '2.0.0', scripts: { test: 'other' } }),
      'node_modules/dep/index.js': '',
      'node_modules/@scope/dep/index.js': '',
      'node_modules/.cache/tool/state': '',
    });
    link('../dep/index.js', 'node_modules/.bin/dep');
    assert.deepEqual(await provide(), SAME);
    assert.equal(found('dep'), repo.path('node_modules/dep/index.js'));
    assert.equal(found('@scope/dep'), repo.path('node_modules/@scope/dep/index.js'));
    assert.ok(existsSync(join(base, 'node_modules/.bin/dep')));
    assert.ok(!existsSync(join(base, 'node_modules/.cache')));
    assert.deepEqual(notes, []);
  });

  it('of a workspace are linked in every folder, and its own packages are those of the base', async () => {
    const lib = { 'packages/lib/package.json': manifest({ name: '@ws/lib', main: 'lib.js' }) };
    checkOutBase({
      ...lib,
      'package.json': manifest({ workspaces: ['packages/*'] }),
      'pnpm-lock.yaml': 'lock',
      'packages/lib/lib.js': 'before',
      'packages/x/package.json': manifest({ dependencies: { '@ws/lib': '*' } }),
    });
    repo.write({
      'packages/lib/lib.js': 'after',
      'node_modules/.pnpm/dep@1/node_modules/dep/index.js': '',
      'packages/lib/node_modules/of-lib/index.js': '',
    });
    link('../../../lib', 'packages/x/node_modules/@ws/lib');
    link('../../../node_modules/.pnpm/dep@1/node_modules/dep', 'packages/x/node_modules/dep');
    assert.deepEqual(await provide('packages/x/bench'), SAME);
    const work = 'packages/x/bench/work.js';
    assert.equal(found('@ws/lib', work), join(base, 'packages/lib/lib.js'));
    assert.equal(
      found('dep', work),
      repo.path('node_modules/.pnpm/dep@1/node_modules/dep/index.js'),
    );
    assert.equal(
      found('of-lib', 'packages/lib/lib.js'),
      repo.path('packages/lib/node_modules/of-lib/index.js'),
    );
  });

  it('are installed by npm from another lockfile', async () => {
    const version = (number: string, text: string) => {
      const tarball = pack(number, text);
      const dependencies = { dependencies: { dep: `file:${tarball}` } };
      repo.write({ 'package.json': manifest(dependencies) });
      npm('install', '--silent');
    };
    version('1.0.0', 'module.exports = "old"');
    checkOutBase({});
    version('2.0.0', 'module.exports = "new"');
    assert.deepEqual(await provide(), OTHERS);
    assert.equal(found('dep'), join(base, 'node_modules/dep/index.js'));
    assert.match(readFileSync(found('dep'), 'utf8'), /old/);
    assert.match(repo.read('node_modules/dep/index.js'), /new/);
    assert.match(notes.join('\n'), /^main has other packages than the working tree: npm ci/);
  });

  for (const [name, lockfile, args] of [
    ['pnpm', 'pnpm-lock.yaml', 'install --frozen-lockfile --ignore-workspace'],
    ['yarn', 'yarn.lock', 'install --frozen-lockfile'],
    ['bun', 'bun.lock', 'install --frozen-lockfile'],
  ] as const) {
    it(`are installed by ${name} where the lockfile of the repository's top is its`, async () => {
      checkOutBase({ [lockfile]: 'before', 'packages/x/package.json': manifest(DEP) });
      repo.write({ [lockfile]: 'after' });
      process.env['NODE_ENV'] = 'production';
      const undo = fakeManager(name, repo.beside('bin'), repo.beside('log'));
      await provide('packages/x/bench').finally(undo);
      delete process.env['NODE_ENV'];
      assert.equal(readFileSync(repo.beside('log'), 'utf8'), `${name} ${args}|${base}|\n`);
      assert.ok(existsSync(join(base, 'node_modules/installed')));
      assert.ok(!existsSync(repo.path('node_modules')));
    });
  }

  it('cannot be installed by a manager that is not installed itself', async () => {
    checkOutBase({ 'package.json': manifest(DEP), 'bun.lockb': 'before' });
    repo.write({ 'bun.lockb': 'after' });
    await assert.rejects(provide(), {
      code: 'ref-build',
      message:
        'main cannot be built: "bun install --frozen-lockfile" needs bun, which is not installed',
    });
  });

  it('that cannot be installed are an error with what the manager said', async () => {
    checkOutBase({ 'package.json': manifest(DEP), 'package-lock.json': '{}' });
    repo.write({ 'package-lock.json': '{"other":1}' });
    await assert.rejects(provide(), {
      code: 'ref-build',
      message:
        /^main cannot be built, npm ci --no-audit --no-fund failed:\n[^]*npm error code EUSAGE\n/,
    });
  });

  it('are those of the working tree, which is said, where the base has no lockfile', async () => {
    checkOutBase({ 'package.json': manifest(DEP) });
    repo.write({ 'package.json': manifest({}), 'node_modules/dep/index.js': '' });
    const { areSame, findings } = await provide();
    const codes = findings.map(({ code }) => code);
    assert.deepEqual([areSame, codes], [false, ['packages-of-head']]);
    assert.equal(found('dep'), repo.path('node_modules/dep/index.js'));
  });

  it('are none where there is no manifest or it asks for nothing', async () => {
    checkOutBase({ 'bench/work.js': '' });
    assert.deepEqual(await provide(), SAME);
    assert.ok(!existsSync(join(base, 'node_modules')));
    repo.write({ 'package.json': manifest(DEP) });
    assert.deepEqual(await provide(), OTHERS);
  });
});

function npm(...args: readonly string[]): void {
  execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], { cwd: repo.folder });
}

/** A package as a file of the repository, for installs without a registry. */
function pack(version: string, text: string): string {
  repo.write({
    'vendor/dep/package.json': JSON.stringify({ name: 'dep', version }),
    'vendor/dep/index.js': text,
  });
  npm('pack', './vendor/dep', '--silent', '--pack-destination', repo.path('vendor'));
  return `vendor/dep-${version}.tgz`;
}
