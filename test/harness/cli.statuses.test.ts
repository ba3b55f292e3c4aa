import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { readRun, ROOT, run, SMALL, start, startWith } from '../support/command.ts';
import { until } from '../support/until.ts';

// Processes are found through /proc.
const skip = process.platform !== 'linux';
const ONE_MODEL = [...SMALL, '--models', 'single-threaded', '--quiet'];

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'statuses-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

/** Runs a command that has this code in it as a bug. */
function reportWith(bug: string) {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(bug)}`;
  return startWith({ NODE_OPTIONS }, ROOT, 'report', 'results/reference', '--out', out).ended;
}

describe('a bug ends with 70 and its stack', () => {
  const BUGS = {
    'in a command': 'Number.prototype.toFixed = function () { throw new TypeError("planted"); }',
    'in an import':
      'import { registerHooks } from "node:module"; registerHooks({ resolve(name, context, next) { if (name === "vega") throw new TypeError("planted"); return next(name, context); } })',
    'in a callback': 'setImmediate(function () { throw new TypeError("planted"); })',
    'in a promise': 'setImmediate(async function () { throw new TypeError("planted"); })',
  };
  for (const [where, bug] of Object.entries(BUGS)) {
    it(where, async () => {
      const { code, stdout, stderr } = await reportWith(bug);
      assert.deepEqual([code, stdout], [70, ''], stderr);
      assert.match(stderr, /TypeError: planted\n +at /);
    });
  }

  it('when the launcher dies, and keeps what was measured', { skip }, async () => {
    const args = [...ONE_MODEL, '--rounds', '500', '--out', out];
    const { ended, living } = start('compare', ...args);
    await until(() => (readRun(out)?.trials.length ?? 0) > 0, ended);
    const isLauncher = (pid: number) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('launcher-process');
    for (const pid of living().filter(isLauncher)) process.kill(pid, 'SIGKILL');
    const { code, stderr } = await ended;
    assert.equal(code, 70, stderr);
    assert.match(stderr, /the launcher process [^\n]+\n +at /);
    assert.equal(readRun(out)?.status, 'incomplete');
    await until(() => living().length === 0);
  });
});

describe('what a user can fix ends with 2 and one line', () => {
  async function refusal(code: string, ended: ReturnType<typeof start>['ended']): Promise<string> {
    const end = await ended;
    assert.deepEqual([end.code, end.stdout], [2, ''], end.stderr);
    assert.match(end.stderr, new RegExp(`^concurrency-bench: [^\\n]+ \\[${code}\\]\\n$`));
    return end.stderr;
  }

  it('where there is no folder for temporary files', async () => {
    const TMPDIR = join(out, 'none');
    const { ended } = startWith({ TMPDIR }, ROOT, 'compare', ...ONE_MODEL, '--out', out);
    assert.match(await refusal('temporary-folder', ended), /TMPDIR/);
    const claims = ['claims', 'creation-cost', '--quick', '--quiet', '--out', out];
    await refusal('temporary-folder', startWith({ TMPDIR }, ROOT, ...claims).ended);
  });

  it('where --baselines names a file', async () => {
    const file = join(out, 'file');
    writeFileSync(file, '');
    const check = start('check', ...SMALL.slice(0, 4), '--baselines', file, '--out', out);
    assert.match(await refusal('baseline-unreadable', check.ended), /--baselines/);
    const store = start('baseline', ...SMALL.slice(0, 4), '--baselines', file, '--out', out);
    await refusal('output-not-writable', store.ended);
  });

  const ENTRIES: Readonly<Record<string, (path: string) => void>> = {
    'a folder': (path) => {
      mkdirSync(path);
    },
    'a link to nothing': (path) => {
      symlinkSync('nowhere', path);
    },
  };
  for (const [what, make] of Object.entries(ENTRIES)) {
    it(`where ${what} lies among the baselines under the name of one`, async () => {
      make(join(out, 'x.json'));
      const check = start('check', ...SMALL.slice(0, 4), '--baselines', out, '--out', out);
      assert.match(await refusal('baseline-unreadable', check.ended), /x\.json/);
    });
  }
});

describe('what a terminal would obey', () => {
  it('does not come out of a file that is read, on either stream', async () => {
    const name = 'x\u001b[31m\u202ey.json';
    writeFileSync(join(out, name), '{');
    const { ended } = start('check', ...SMALL.slice(0, 4), '--baselines', out, '--out', out);
    const { code, stdout, stderr } = await ended;
    assert.equal(code, 2, stderr);
    assert.match(stderr, /y\.json/);
    for (const character of '\u001b\u202e') assert.ok(!`${stdout}${stderr}`.includes(character));
  });
});

describe('a check', { skip }, () => {
  const args = ['check', ...SMALL.slice(0, 4), '--models', 'single-threaded', '--rounds', '1'];

  it('keeps its exit status when the summary of the job cannot be written', async () => {
    const baselines = join(out, 'baselines');
    const flags = ['--baselines', baselines, '--out', out, '--quiet'];
    await run('baseline', ...args.slice(1), ...flags);
    for (const [summary, warned] of [
      ['', false],
      [join(out, 'none/summary'), true],
    ] as const) {
      const { ended } = startWith({ GITHUB_STEP_SUMMARY: summary }, ROOT, ...args, ...flags);
      const { code, stdout, stderr } = await ended;
      assert.equal(code, 3, stderr);
      assert.match(stdout, /^\w/);
      assert.equal(/^concurrency-bench: GITHUB_STEP_SUMMARY [^\n]+\n$/.test(stderr), warned);
    }
  });
});

describe('a reader that leaves', { skip: process.platform === 'win32' }, () => {
  it('costs neither a stack nor the exit status', () => {
    // The pipe is closed before the program writes to it.
    const program = `"$0" "$1" report results/reference --out "$2" | true; echo "\${PIPESTATUS[0]}"`;
    const words = ['-c', program, process.execPath, join(ROOT, 'harness/cli.ts'), out];
    const output = execFileSync('bash', words, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
    assert.equal(output, '0\n');
  });

  it('in the middle of a run lets it go on to its end, and the run file says so', () => {
    const program = `"$0" "$@" 2>&1 | head -1; echo "\${PIPESTATUS[0]}"`;
    const cli = join(ROOT, 'harness/cli.ts');
    const compare = ['compare', ...SMALL, '--models', 'single-threaded', '--out', out];
    const words = ['-c', program, process.execPath, cli, ...compare];
    const output = execFileSync('bash', words, { cwd: ROOT, encoding: 'utf8' });
    assert.match(output, /\n0\n$/);
    assert.equal(readRun(out)?.status, 'complete');
  });
});
