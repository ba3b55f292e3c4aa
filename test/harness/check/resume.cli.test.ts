import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';

import type { RunFile } from '../../../results/format.ts';
import { type Ended, readRun, startIn } from '../../support/command.ts';
import { GitRepo, linkNode } from '../../support/git-repo.ts';
import { killedAfter, orderOf } from '../../support/killed-run.ts';

const WORK = `
  import { double } from '../src/double.ts';
  export default { list: [1, 2, 3, 4], run: (item: number) => double(item) };`;
const DOUBLE = 'export const double = (number: number) => 2 * number;';
/** The same, in another version. */
const BY_SUM = 'export const double = (number: number) => number + number;';
/** One round of one model on both sides and the control. */
const FLAGS = [
  ...['bench/work.ts', '--against', 'HEAD', '--models', 'single-threaded'],
  ...['--max-time', '0s', '--out', 'out', '--json'],
];

let repo: GitRepo;
let whole: RunFile;

const check = (...args: readonly string[]): Promise<Ended> =>
  startIn(repo.folder, 'check', ...args).ended;

function saved(): RunFile {
  const run = readRun(repo.path('out'));
  assert.ok(run !== null);
  return run;
}

const text = () => readFileSync(repo.path('out/run.json'), 'utf8');

before(async () => {
  repo = new GitRepo({
    ...{ 'package.json': '{"name":"user"}', '.gitignore': 'node_modules\nout\n' },
    ...{ 'bench/work.ts': WORK, 'src/double.ts': DOUBLE },
  });
  linkNode(repo);
  repo.write({ 'src/double.ts': BY_SUM });
  const { code, stderr } = await check(...FLAGS);
  assert.equal(code, 3, stderr);
  whole = saved();
  assert.equal(whole.trials.length, 3);
});

after(() => {
  repo[Symbol.dispose]();
});

beforeEach(() => {
  writeFileSync(repo.path('out/run.json'), killedAfter(1, whole));
});

describe('check --resume', () => {
  it('measures what a killed check lacks, in the same order, and says so', async () => {
    const { code, stdout, stderr } = await check(...FLAGS, '--resume');
    assert.equal(code, 3, stderr);
    const run = saved();
    assert.equal(run.status, 'complete');
    assert.deepEqual(orderOf(run), orderOf(whole));
    assert.deepEqual(run.trials[0], whole.trials[0]);
    assert.notDeepEqual(run.trials[1], whole.trials[1]);
    assert.deepEqual([run.startedAt, run.schedule], [whole.startedAt, whole.schedule]);
    assert.deepEqual(
      run.resumptions.map(({ trials, launches }) => ({ trials, launches })),
      [{ trials: 1, launches: 0 }],
    );
    const { findings } = JSON.parse(stdout) as { findings: readonly { code: string }[] };
    assert.ok(findings.some((finding) => finding.code === 'resumed'));
  });

  it('refuses another version of the working tree, even that of the commit, and leaves the file as it is', async () => {
    repo.write({ 'src/double.ts': DOUBLE });
    const before = text();
    const { code, stderr } = await check(...FLAGS, '--resume');
    repo.write({ 'src/double.ts': BY_SUM });
    assert.equal(code, 2, stderr);
    assert.match(
      stderr,
      /^concurrency-bench: --resume: other code .* single-threaded@head\.codeSha256 was .* \[resume-changed\]$/m,
    );
    assert.equal(text(), before);
  });

  it('refuses several workloads, of which one would go on and one begin', async () => {
    const config = `export default ${JSON.stringify({ workloads: ['./a.ts', './b.ts'] })};`;
    repo.write({ 'out/concurrency-bench.config.mjs': config });
    const { ended } = startIn(repo.path('out'), 'check', '--against', 'HEAD', '--resume');
    const { code, stderr } = await ended;
    assert.equal(code, 2, stderr);
    assert.match(stderr, /names 2 workloads.* \[flag-conflict\]$/m);
  });
});
