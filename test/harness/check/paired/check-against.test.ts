import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { check as checkByProgram } from '../../../../harness/api.ts';
import { CHECK_FLAGS } from '../../../../harness/check/flags.ts';
import { givenCheck, resolveCheck } from '../../../../harness/check/options.ts';
import { check as runCheck } from '../../../../harness/check/check.ts';
import { storeBaseline } from '../../../../harness/check/stored/baseline-store.ts';
import type { CheckedRun } from '../../../../harness/check/verdict.ts';
import { SILENT } from '../../../../harness/engine/progress.ts';
import { placeInHistory } from '../../../../harness/output/history.ts';
import { OutputFolder } from '../../../../harness/output/output-folder.ts';
import { readArguments } from '../../../../mock-server/flags.ts';
import { GitRepo, linkWorkspace } from '../../../support/git-repo.ts';
import { wholeRun } from '../../../support/whole-run.ts';
import { plainRun } from '../../../support/stored-runs.ts';

const WORK = 'export default { list: [1], run: (item) => item };';

let repo: GitRepo;
const cwd = process.cwd();

beforeEach(() => {
  repo = new GitRepo({ 'package.json': '{"name":"user"}', 'bench/work.js': WORK });
  process.chdir(repo.folder);
});

afterEach(() => {
  process.chdir(cwd);
  repo[Symbol.dispose]();
});

/** Of what ends before anything is measured. */
async function check(...args: readonly string[]): Promise<CheckedRun> {
  const options = resolveCheck(givenCheck(readArguments(CHECK_FLAGS, args, 1), args));
  using output = OutputFolder.open(repo.path('out'));
  const watch = { progress: SILENT, signal: new AbortController().signal };
  return await runCheck(options, output, watch);
}

describe('check of equal sides', () => {
  it('has an answer and a reason, and no run', async () => {
    repo.write({ 'README.md': 'Words' });
    const { run, file, result, sides } = await check('bench/work.js', '--against=HEAD');
    assert.deepEqual([run, file, result.outcome], [null, 'bench/work.js', 'unchanged']);
    assert.deepEqual(
      result.findings.map(({ code }) => code),
      ['same-code'],
    );
    assert.equal(sides?.head.gitDirty, true);
    assert.equal(repo.git('worktree', 'list').split('\n').length, 1);
  });

  it('takes the run of before away, which is of another check', async () => {
    repo.write({ 'out/run.json': JSON.stringify(wholeRun()), '.gitignore': 'out\n' });
    const request = { workload: 'bench/work.js', against: 'HEAD', outDir: 'out' };
    const { run, summary, files } = await checkByProgram(request);
    assert.deepEqual([run, summary.measured, summary.outcome], [null, false, 'unchanged']);
    assert.deepEqual(files, [repo.path('out/check.md'), repo.path('out/comment.md')]);
    assert.ok(!existsSync(repo.path('out/run.json')));
    assert.ok(existsSync(repo.path(`out/${placeInHistory(wholeRun())}/run.json`)));
  });
});

describe('check --against-stored', () => {
  /** A run of the last commit. */
  async function store(): Promise<string> {
    const run = plainRun({}, { startedAt: new Date().toISOString() });
    await storeBaseline(repo.path('concurrency-bench-baseline'), {
      ...run,
      environments: run.environments.map((one) => ({
        ...one,
        gitCommit: repo.git('rev-parse', 'HEAD'),
      })),
      scenarios: run.scenarios.map((one) => ({ ...one, file: 'bench/work.js' })),
    });
    return run.startedAt.slice(0, 10);
  }

  it('compares with the commit of the stored run, and names its day', async () => {
    const [day, commit] = [await store(), repo.git('rev-parse', 'HEAD')];
    repo.commit({ 'README.md': 'Words' });
    const { result, sides } = await check('bench/work.js', '--against-stored');
    assert.equal(result.outcome, 'unchanged');
    assert.deepEqual(sides?.base, {
      ...{ ref: `the stored run of ${day}`, gitCommit: commit, gitDirty: false, whole: false },
    });
  });

  it('builds that commit and no other', async () => {
    repo.commit({ 'bench/work.js': 'export default {' });
    const day = await store();
    repo.commit({ 'bench/work.js': WORK });
    const message = new RegExp(`^the stored run of ${day}: bench/work\\.js:1:`);
    await assert.rejects(check('bench/work.js', '--against-stored'), {
      code: 'ref-build',
      message,
    });
  });
});

describe('check --against', () => {
  it('compares an untouched branch with where it began, though main has moved on', async () => {
    repo.git('branch', 'own');
    repo.commit({ 'bench/work.js': `${WORK}\n// faster` });
    repo.git('checkout', '--quiet', 'own');
    const { result, sides } = await check('bench/work.js', '--against=main');
    assert.deepEqual(
      [result.outcome, result.findings.map(({ code }) => code)],
      ['unchanged', ['same-code', 'merge-base']],
    );
    assert.equal(sides?.base.ref, 'the merge base with main');
    assert.equal(sides.base.gitCommit, repo.git('rev-parse', 'own'));
  });

  it('builds the ref itself with --exact-ref', async () => {
    repo.git('branch', 'own');
    repo.commit({ 'bench/work.js': 'export default {' });
    repo.git('checkout', '--quiet', 'own');
    const message = /^main: bench\/work\.js:1:/;
    const broken = check('bench/work.js', '--against=main', '--exact-ref');
    await assert.rejects(broken, { code: 'ref-build', message });
  });

  const REFUSED: readonly [what: string, args: readonly string[], code: string, message: RegExp][] =
    [
      ['an unknown ref', ['bench/work.js', '--against=v0'], 'unknown-ref', /no such commit/],
      ['no file', ['--against=HEAD'], 'nothing-to-check', /check bench\/work\.ts --against HEAD/],
      ['a file that is nowhere', ['bench/x.js', '--against=HEAD'], 'bad-workload', /no such file/],
      ['--whole', ['bench/work.js', '--against=HEAD', '--whole'], 'flag-conflict', /--whole/],
      [
        'a build that fails in the working tree',
        ['bench/work.js', '--against=HEAD', '--build=echo no && exit 3'],
        'ref-build',
        /^the working tree cannot be built, echo no && exit 3 failed:\nno\n$/,
      ],
    ];

  for (const [what, args, code, message] of REFUSED) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(check(...args), { code, message });
      assert.equal(repo.git('worktree', 'list').split('\n').length, 1);
    });
  }

  const BROKEN: readonly [what: string, before: string, code: string, message: RegExp][] = [
    ['does not parse', 'export default {', 'ref-build', /^HEAD: bench\/work\.js:1:\d+: /],
    [
      'imports what is not installed',
      'import "no-such-package";',
      'ref-build',
      /^HEAD: bench\/work\.js:1: imports "no-such-package".* --build 'npm run build'$/,
    ],
    ['is no workload', 'export default 1;', 'bad-workload', /^HEAD: bench\/work\.js: /],
  ];

  for (const [what, before, code, message] of BROKEN) {
    it(`names the ref where its version of the file ${what}`, async () => {
      repo.commit({ 'bench/work.js': before });
      repo.write({ 'bench/work.js': WORK });
      await assert.rejects(check('bench/work.js', '--against=HEAD'), { code, message });
    });
  }

  it('refuses a base that would run sources of the working tree', async () => {
    // In a folder above that of the base, where Node and esbuild look for packages.
    const lib = { name: 'lib', main: 'index.js' };
    repo.commit({ '.gitignore': 'node_modules\n', 'bench/work.js': `import "lib";\n${WORK}` });
    repo.write({ 'lib/package.json': JSON.stringify(lib), 'lib/index.js': '' });
    linkWorkspace(repo, 'lib', 'lib');
    await assert.rejects(check('bench/work.js', '--against=HEAD'), {
      code: 'ref-build',
      message: /^HEAD lacks lib\/index\.js and would run that of the working tree/,
    });
  });

  it('refuses to build in a folder that the ref lacks', async () => {
    repo.write({ 'packages/x/package.json': '{"name":"x"}', 'packages/x/work.js': WORK });
    repo.write({ '.gitignore': 'packages\n' });
    process.chdir(repo.path('packages/x'));
    await assert.rejects(check('../../bench/work.js', '--against=HEAD', '--build=true'), {
      code: 'ref-build',
      message: 'HEAD cannot be built: it has no folder packages/x for --build to run in',
    });
  });
});
