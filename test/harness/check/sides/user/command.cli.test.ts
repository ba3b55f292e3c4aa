import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';

import { type Ended, readRun, ROOT, startIn } from '../../../../support/command.ts';
import {
  type Files,
  gitIn,
  GitRepo,
  linkNode,
  linkWorkspace,
} from '../../../../support/git-repo.ts';
import { until } from '../../../../support/until.ts';

// Processes are found through /proc.
const skip = process.platform !== 'linux';

/** Too short to decide anything, with one model. */
const SHORT = ['--models', 'single-threaded', '--max-time', '0s', '--json'];

interface CheckDocument {
  readonly outcome: string;
  readonly file: string;
  readonly head: { readonly commit: string; readonly dirty: boolean };
  readonly base: { readonly ref: string; readonly commit: string };
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
/** Its other version has another summary. */
const MODEL = `
  import single from ${JSON.stringify(join(ROOT, 'scenarios/models/single-threaded.ts'))};
  export default { ...single, name: 'mine', summary: 'before' };`;

let repo: GitRepo;

function repository(files: Files, project = ''): void {
  repo = new GitRepo({
    'package.json': '{"name":"user"}',
    '.gitignore': 'node_modules\n',
    ...files,
  });
  linkNode(repo, project);
}

afterEach(() => {
  repo[Symbol.dispose]();
});

async function check(args: readonly string[], cwd = repo.folder): Promise<Ended> {
  const { ended, living } = startIn(cwd, 'check', ...SHORT, ...args);
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

/** Git knows of no worktree, and the folders of sides are gone. */
function assertNothingLeft(project = repo.folder): void {
  assert.equal(gitIn(project, 'worktree', 'list').split('\n').length, 1);
  assert.deepEqual(readdirSync(join(project, '.concurrency-bench/cache/sides')), []);
}

describe("check FILE --against in the user's own repository", { skip }, () => {
  it('compares workload and model of the commit with those of the working tree', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE, 'models/mine.ts': MODEL });
    const head = repo.git('rev-parse', 'HEAD');
    const after = MODEL.replace('before', 'after');
    repo.write({ 'src/double.ts': BY_SUM, 'models/mine.ts': after, 'staged.txt': '' });
    repo.git('add', 'staged.txt');
    const status = repo.git('status', '--porcelain');
    const args = ['bench/work.ts', '--against', 'HEAD', '--models', './models/mine.ts'];
    const document = await checked(args);
    assert.deepEqual([document.base.ref, document.base.commit], ['HEAD', head]);
    assert.deepEqual([document.head.commit, document.head.dirty], [head, true]);
    assert.equal(document.file, 'bench/work.ts');
    assert.ok(!document.findings.some(({ code }) => code === 'taken-from-head'));
    const run = readRun(repo.path('.concurrency-bench/check'));
    assert.deepEqual(
      run?.scenarios.map(({ id, file, modelFile }) => [id, file, modelFile]),
      ['base', 'head', 'control'].map((role) => [
        `mine@${role}`,
        'bench/work.ts',
        'models/mine.ts',
      ]),
    );
    assert.ok(run.trials.every((trial) => trial.status === 'completed'));
    assert.equal(repo.git('status', '--porcelain'), status);
    assertNothingLeft();
  });

  it('judges nothing where the versions have different results', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    repo.write({ 'src/double.ts': DOUBLE.replace('2 *', '3 *') });
    const { code, stdout } = await check(['bench/work.ts', '--against', 'HEAD']);
    assert.equal(code, 2);
    const document = JSON.parse(stdout) as CheckDocument;
    assert.equal(document.outcome, 'broken');
    assert.ok(document.findings.some((finding) => finding.code === 'unequal-work'));
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
    const document = await checked(['bench/work.ts', '--against', 'main', '--measure']);
    const finding = document.findings.find(({ code }) => code === 'taken-from-head');
    assert.match(finding?.seen ?? '', /^main has no bench\/work\.ts, .* with 1 more/);
  });

  it('builds packages of a workspace in each version, from a folder within', async () => {
    const lib = { name: '@ws/lib', exports: './dist/lib.js', type: 'module' };
    repository(
      {
        '.gitignore': 'node_modules\ndist\n',
        'package.json': '{"name":"user","workspaces":["packages/*"]}',
        'package-lock.json': '{}',
        'packages/lib/package.json': JSON.stringify(lib),
        'packages/lib/lib.js': 'export const double = (number) => 2 * number;',
        'packages/x/package.json': '{"name":"x","dependencies":{"@ws/lib":"*"}}',
        'packages/x/build.sh': 'cd ../lib; mkdir -p dist; cp lib.js dist/lib.js',
        'packages/x/bench/work.ts': WORK.replace('../src/double.ts', '@ws/lib'),
      },
      'packages/x',
    );
    linkWorkspace(repo, '@ws/lib', 'packages/lib');
    repo.write({ 'packages/lib/lib.js': 'export const double = (number) => number + number;' });
    const project = repo.path('packages/x');
    await checked(['bench/work.ts', '--against', 'HEAD', '--build', 'sh build.sh'], project);
    assert.match(repo.read('packages/lib/dist/lib.js'), /number \+ number/);
    assertNothingLeft(project);
  });

  it('twice at once: each has the base that it was asked for, and neither leaves anything', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    const first = repo.git('rev-parse', 'HEAD');
    const second = repo.commit({ 'src/double.ts': BY_SUM });
    repo.write({ 'src/double.ts': `${DOUBLE}\n` });
    const bases = [first, second].map(async (commit) => {
      const args = ['bench/work.ts', '--measure', '--against', commit, '--out', commit];
      return (await checked(args)).base.commit;
    });
    assert.deepEqual(await Promise.all(bases), [first, second]);
    assertNothingLeft();
  });

  it('leaves nothing after Ctrl-C', async () => {
    repository({ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE });
    const args = ['bench/work.ts', '--against=HEAD', '--measure', '--models=single-threaded'];
    const { child, ended, living } = startIn(repo.folder, 'check', ...args);
    const out = repo.path('.concurrency-bench/check');
    await until(() => (readRun(out)?.trials.length ?? 0) > 0, ended);
    process.kill(-(child.pid ?? NaN), 'SIGINT');
    assert.equal((await ended).code, 130);
    assert.deepEqual(living(), []);
    assertNothingLeft();
  });
});
