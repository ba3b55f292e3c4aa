import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { CheckProject } from '../../support/check-project.ts';
import { type Command, type Ended, readRun, startIn } from '../../support/command.ts';
import { until } from '../../support/until.ts';

// Processes are found through /proc.
const skip = process.platform !== 'linux';

/** Little work, no waiting, one model: three trials a round. */
const SMALL = ['--items', '8', '--latency', '0', '--models', 'single-threaded', '--out', 'out'];

interface CheckDocument {
  readonly outcome: string;
  readonly measured: boolean;
  readonly reason: string;
  readonly head: { readonly dirty: boolean };
  readonly verdicts: readonly { readonly metric: string; readonly verdict: string }[];
}

/** Of a commit, not of the working tree. */
const BUILDING = /building [0-9a-f]{12}/;

let project: CheckProject;

before(() => {
  project = new CheckProject();
});

after(() => {
  project[Symbol.dispose]();
});

function startCheck(...args: readonly string[]): Command {
  return startIn(project.folder, 'check', ...SMALL, ...args);
}

async function check(...args: readonly string[]): Promise<Ended> {
  const { ended, living } = startCheck(...args);
  const result = await ended;
  assert.deepEqual(living(), []);
  return result;
}

function outDir(): string {
  return join(project.folder, 'out');
}

/** Of the commit that is built. */
function marker(): string {
  const name = project.git('rev-parse', 'HEAD').slice(0, 12);
  return join(project.folder, '.cache/refs', name, '.built');
}

describe('check --against', { skip }, () => {
  it('ends with 3 when it is inconclusive', async () => {
    const { code, stdout, stderr } = await check(
      '--against',
      'HEAD',
      '--measure',
      '--max-time',
      '0s',
    );
    assert.equal(code, 3, stderr);
    assert.match(stdout, /^Inconclusive/);
    const run = readRun(outDir());
    assert.equal(run?.status, 'complete');
    const head = project.git('rev-parse', 'HEAD').trim();
    assert.deepEqual(
      run.scenarios.map(({ id, version, injection }) => [id, version?.gitCommit, injection]),
      ['base', 'head', 'control'].map((role) => [`single-threaded@${role}`, head, null]),
    );
    assert.equal(new Set(run.scenarios.map(({ codeSha256 }) => codeSha256)).size, 1);
    assert.match(run.scenarios[0]?.codeSha256 ?? '', /^[0-9a-f]{64}$/);
  });

  it('ends with 0 when inconclusive shall pass; what was built is used again', async () => {
    const args = ['--against', 'HEAD', '--measure', '--max-time', '0s', '--inconclusive', 'pass'];
    if (!existsSync(marker())) await check(...args);
    const { code, stderr } = await check(...args);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, BUILDING);
  });

  it('ends with 0 before anything is measured or compiled where both sides are the same', async () => {
    writeFileSync(join(project.folder, 'README.md'), 'More words');
    rmSync(marker(), { force: true });
    const { code, stdout, stderr } = await check('--against', 'HEAD', '--json');
    rmSync(join(project.folder, 'README.md'));
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, BUILDING);
    const { outcome, measured, reason } = JSON.parse(stdout) as CheckDocument;
    assert.deepEqual([outcome, measured], ['unchanged', false]);
    assert.match(reason, /^nothing that is measured differs: \d+ files, the packages and Node/);
    assert.equal(readRun(outDir()), null);
    assert.match(readFileSync(join(outDir(), 'check.md'), 'utf8'), /^# No regression: both sides/);
  });

  it('ends with 1 when the head sends more messages; half of a build is not used', async () => {
    rmSync(marker(), { force: true });
    mkdirSync(join(dirname(marker()), 'dist'), { recursive: true });
    writeFileSync(join(dirname(marker()), 'dist/.tsbuildinfo'), 'half');
    project.changeModel('  collector.crossed(1, 0);');
    const { code, stdout, stderr } = await check(
      '--against',
      'HEAD',
      '--max-time',
      '0.1s',
      '--json',
    );
    project.git('checkout', '--quiet', '.');
    assert.equal(code, 1, stderr);
    assert.match(stderr, BUILDING);
    const document = JSON.parse(stdout) as CheckDocument;
    assert.equal(document.outcome, 'regressed');
    assert.equal(document.head.dirty, true);
    const regressed = document.verdicts.filter(({ verdict }) => verdict === 'regressed');
    assert.deepEqual(
      regressed.map(({ metric }) => metric),
      ['messages'],
    );
    const [base, changed] = readRun(outDir())?.scenarios ?? [];
    assert.notEqual(base?.codeSha256, changed?.codeSha256);
  });

  it('ends with 2 when the head does other work', async () => {
    project.changeModel('  collector.collect({ first: 0, lines: ["not it"], failures: [] });');
    const { code, stdout, stderr } = await check('--against', 'HEAD');
    project.git('checkout', '--quiet', '.');
    assert.equal(code, 2, stderr);
    assert.match(stdout, /^Broken/);
  });

  it('ends with 130 on Ctrl-C, keeps what it has and leaves no process', async () => {
    rmSync(outDir(), { recursive: true, force: true });
    const { child, ended, living } = startCheck('--against', 'HEAD', '--measure');
    await until(() => (readRun(outDir())?.trials.length ?? 0) > 0, ended);
    process.kill(-(child.pid ?? NaN), 'SIGINT');
    const { code, stderr } = await ended;
    assert.equal(code, 130, stderr);
    assert.deepEqual(living(), []);
    assert.equal(readRun(outDir())?.status, 'incomplete');
  });

  it("ends with 2 and the compiler's words when the ref does not compile", async () => {
    project.changeModel('  const = "one";');
    project.commit();
    const { code, stderr } = await check('--against', 'HEAD', '--measure');
    project.git('reset', '--quiet', '--hard', 'HEAD~1');
    assert.equal(code, 2);
    assert.match(stderr, /cannot be built, tsc failed: \[ref-build\]\n[^]*error TS1/);
  });

  it('ends with 2 before anything is built when git does not know the ref', async () => {
    const { code, stdout, stderr } = await check('--against=--all');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^concurrency-bench: --against [^\n]* \[unknown-ref\]\n$/);
  });

  it('ends with 2 outside a git repository', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-git-'));
    const { code, stderr } = await startIn(folder, 'check', './work.js', '--against', 'HEAD').ended;
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
    assert.equal(code, 2);
    assert.match(stderr, /^concurrency-bench: --against needs git: [^\n]* \[no-git\]\n$/);
  });
});
