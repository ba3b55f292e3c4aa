import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';

import { type Ended, readRun, startIn } from '../../../../support/command.ts';
import { type Files, gitIn, GitRepo, linkWorkspace } from '../../../../support/git-repo.ts';
import { until } from '../../../../support/until.ts';

// Processes are found through /proc.
const skip = process.platform !== 'linux';

const ARGS = ['--models', 'single-threaded', '--budget', '0s', '--json'];

interface CheckDocument {
  readonly outcome: string;
  readonly head: { readonly commit: string; readonly dirty: boolean };
  readonly base: { readonly ref: string; readonly commit: string };
  readonly verdicts: readonly { readonly metric: string; readonly verdict: string }[];
  readonly findings: readonly { readonly code: string; readonly seen: string }[];
}

const WORK = `
  import { double } from '../src/double.ts';
  export default {
    list: [1, 2, 3, 4],
    run: (item: number) => double(item),
  };`;
const DOUBLE = 'export const double = (number: number) => 2 * number;';
/** The same, in another version. */
const BY_SUM = 'export const double = (number: number) => number + number;';

let repo: GitRepo;

function repository(files: Files): void {
  repo = new GitRepo({
    'package.json': '{"name":"user"}',
    '.gitignore': 'node_modules\n',
    ...files,
  });
}

afterEach(() => {
  repo[Symbol.dispose]();
});

async function check(args: readonly string[], cwd = repo.folder): Promise<Ended> {
  const { ended, living } = startIn(cwd, 'check', ...args, ...ARGS);
  const result = await ended;
  assert.deepEqual(living(), []);
  return result;
}

/** Undecided, as so short a check is. */
async function checked(args: readonly string[], cwd = repo.folder): Promise<CheckDocument> {
  const { code, stdout, stderr } = await check(args, cwd);
  assert.equal(code, 3, stderr + stdout);
  return JSON.parse(stdout) as CheckDocument;
}

const codes = ({ findings }: CheckDocument) => findings.map(({ code }) => code);

function untouched(cwd = repo.folder): void {
  assert.equal(gitIn(cwd, 'worktree', 'list').split('\n').length, 1);
  const project = join(cwd, '.concurrency-bench');
  assert.deepEqual(readdirSync(join(project, 'cache/sides')), []);
}

describe("check FILE --against in the user's own repository", { skip }, () => {
  it('compares the commit with the working tree, whatever it holds', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    const head = repo.git('rev-parse', 'HEAD');
    repo.write({ 'src/double.ts': BY_SUM, 'staged.txt': '' });
    repo.git('add', 'staged.txt');
    const status = repo.git('status', '--porcelain');
    const document = await checked(['bench/work.ts', '--against', 'HEAD']);
    assert.deepEqual([document.base.ref, document.base.commit], ['HEAD', head]);
    assert.deepEqual([document.head.commit, document.head.dirty], [head, true]);
    assert.ok(!codes(document).includes('taken-from-head'));
    const run = readRun(repo.path('.concurrency-bench/check'));
    assert.deepEqual(
      run?.scenarios.map(({ id, file }) => [id, file]),
      ['base', 'head', 'control'].map((role) => [`single-threaded@${role}`, 'bench/work.ts']),
    );
    assert.ok(run.trials.every(({ status: one }) => one === 'completed'));
    assert.equal(repo.git('status', '--porcelain'), status);
    untouched();
  });

  it('runs different versions of what the file imports, or says that they do other work', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    repo.write({ 'src/double.ts': DOUBLE.replace('2 *', '3 *') });
    const { code, stdout } = await check(['bench/work.ts', '--against', 'HEAD']);
    assert.equal(code, 2);
    const document = JSON.parse(stdout) as CheckDocument;
    assert.equal(document.outcome, 'broken');
    assert.ok(codes(document).includes('unequal-work'));
  });

  it('takes a file that the ref lacks from the working tree, with the data beside it', async () => {
    repository({ 'src/double.ts': DOUBLE });
    const work = WORK.replace('[1, 2, 3, 4]', 'data').replace(
      'export',
      `import { readFileSync } from 'node:fs';
       const data = JSON.parse(readFileSync(new URL('data.json', import.meta.url), 'utf8'));
       export`,
    );
    repo.write({ 'bench/work.ts': work, 'bench/data.json': '[1,2]' });
    const model = `export { default } from '../models/other.ts';`;
    assert.ok(model.length > 0);
    const document = await checked(['bench/work.ts', '--against', 'main']);
    const finding = document.findings.find(({ code }) => code === 'taken-from-head');
    assert.match(finding?.seen ?? '', /^main has no bench\/work\.ts, .* with 1 more/);
  });

  it('finds packages of a workspace in their own version, from any folder', async () => {
    const lib = { name: '@ws/lib', exports: './dist/lib.js', type: 'module' };
    repository({
      '.gitignore': 'node_modules\ndist\n',
      'package.json':
        '{"name":"user","workspaces":["packages/*"],"scripts":{"build":"sh build.sh"}}',
      'build.sh': 'mkdir -p packages/lib/dist && cp packages/lib/lib.js packages/lib/dist/lib.js',
      'package-lock.json': '{}',
      'packages/lib/package.json': JSON.stringify(lib),
      'packages/lib/lib.js': 'export const double = (number) => 2 * number;',
      'packages/x/package.json': '{"name":"x","dependencies":{"@ws/lib":"*"}}',
      'packages/x/bench/work.ts': WORK.replace('../src/double.ts', '@ws/lib'),
    });
    linkWorkspace(repo, '@ws/lib', 'packages/lib');
    const args = ['bench/work.ts', '--against', 'HEAD'];
    const inPackage = repo.path('packages/x');
    // In the working tree there is a build, and the base would find that.
    repo.write({ 'packages/lib/dist/lib.js': 'export const double = (number) => 2 * number;' });
    const without = await check(args, inPackage);
    assert.equal(without.code, 2);
    assert.match(without.stderr, /HEAD.*--build 'npm run build' \[ref-build\]\n$/);
    repo.write({ 'packages/lib/lib.js': 'export const double = (number) => number + number;' });
    await checked(
      ['packages/x/bench/work.ts', '--against', 'HEAD', '--build', 'npm run build'],
      repo.folder,
    );
    assert.match(repo.read('packages/lib/dist/lib.js'), /number \+ number/);
    untouched();
  });

  it('compares the repository of a submodule for a file in it', async () => {
    repository({});
    using inner = new GitRepo({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    repo.git('submodule', '--quiet', 'add', inner.folder, 'inner');
    const document = await checked(['inner/bench/work.ts', '--against', 'HEAD']);
    assert.equal(document.base.commit, inner.git('rev-parse', 'HEAD'));
    assert.equal(gitIn(repo.path('inner'), 'worktree', 'list').split('\n').length, 1);
  });

  it("checks a model of the user's in both versions", async () => {
    const model = (name: string) => `export default {
      name: 'mine',
      summary: '${name}',
      async run(trial, collector) { await other.run(trial, collector); },
    };
    import other from './other.ts';`;
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    assert.ok(model('a').length > 0);
    const { code, stderr } = await check([
      'bench/work.ts',
      '--against',
      'HEAD',
      '--model',
      'none.ts',
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /none\.ts/);
  });

  it('ends with one line where something is not as it needs it', async () => {
    repository({
      'bench/work.ts': WORK,
      'src/double.ts': DOUBLE,
      'bench/bad.ts': 'export default {',
    });
    repo.commit({ 'bench/bad.ts': WORK });
    const cases: readonly (readonly [args: readonly string[], error: RegExp])[] = [
      [['bench/work.ts', '--against', 'nowhere'], /git knows no such commit.*\[unknown-ref\]\n$/],
      [['--against', 'HEAD'], /check bench\/work\.ts --against HEAD.*\[nothing-to-check\]\n$/],
      [['bench/none.ts', '--against', 'HEAD'], /no such file.*\[bad-workload\]\n$/],
      [['bench/work.ts', '--against', 'HEAD', '--whole'], /\[flag-conflict\]\n$/],
      [
        ['bench/bad.ts', '--against', 'HEAD~1'],
        /^concurrency-bench: HEAD~1: bench\/bad\.ts:1:.*\[ref-build\]\n$/m,
      ],
      [
        ['bench/work.ts', '--against', 'HEAD', '--build', 'exit 3'],
        /exit 3 failed[^]*\[ref-build\]\n$/,
      ],
    ];
    for (const [args, error] of cases) {
      const { code, stdout, stderr } = await check(args);
      assert.deepEqual([code, stdout], [2, ''], stderr);
      assert.match(stderr, error);
    }
  });

  it('leaves nothing after Ctrl-C', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    const out = repo.path('.concurrency-bench/check');
    const args = ['bench/work.ts', '--against', 'HEAD', '--models', 'single-threaded'];
    const { child, ended, living } = startIn(repo.folder, 'check', ...args);
    await until(() => (readRun(out)?.trials.length ?? 0) > 0, ended);
    process.kill(-(child.pid ?? NaN), 'SIGINT');
    assert.equal((await ended).code, 130);
    assert.deepEqual(living(), []);
    untouched();
  });
});
