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
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import {
  CLI,
  type Command,
  type Ended,
  readRun,
  ROOT,
  startProgram,
  startWith,
} from '../support/command.ts';
import { until } from '../support/until.ts';

// Processes are found through /proc.
const skip = process.platform !== 'linux';

let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'signals-test-'));
});

afterEach(() => {
  rmSync(out, { recursive: true });
});

/** Exit status of a program that the signal has ended, as of a shell. */
const STATUS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const;
const NAMES = Object.keys(STATUS) as readonly (keyof typeof STATUS)[];

const LONG = [
  ...['--items', '20', '--latency', '0', '--quick', '--rounds', '500'],
  ...['--models', 'child-processes', '--launches', '0'],
];

/** A run that would take long, with temporary files of its own. */
function longRun(): Command & { readonly pid: number } {
  mkdirSync(join(out, 'tmp'));
  const args = ['compare', ...LONG, '--out', join(out, 'results')];
  const command = startWith({ TMPDIR: join(out, 'tmp') }, ROOT, ...args);
  return { ...command, pid: command.child.pid ?? NaN };
}

/** The same, once its first trial has been written. */
async function inTheMiddle(): Promise<ReturnType<typeof longRun>> {
  const command = longRun();
  await until(() => trialsDone() > 0, command.ended);
  assert.ok(command.living().length > 1, 'the marker is inherited');
  return command;
}

/** The same, once a process of this program has been started. */
async function whileStarting(program: string): Promise<ReturnType<typeof longRun>> {
  const command = longRun();
  const isIt = (pid: number) => commandLine(pid).includes(program);
  await until(() => command.living().some(isIt), command.ended);
  return command;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

const saved = () => readRun(join(out, 'results'));
const trialsDone = () => saved()?.trials.length ?? 0;

/** Neither processes nor temporary files. Node's own cache of compiled code is not ours. */
function assertNothingLeft(living: () => readonly number[]): void {
  assert.deepEqual(living(), []);
  const files = readdirSync(join(out, 'tmp')).filter((name) =>
    name.startsWith('concurrency-bench'),
  );
  assert.deepEqual(files, []);
}

function assertKept({ stdout, stderr }: Ended): void {
  assert.doesNotMatch(stderr, /failed/, 'the interrupted trial is no failure of its model');
  const run = saved();
  assert.equal(run?.status, 'incomplete');
  assert.ok(run.trials.length > 0);
  assert.ok(run.trials.every(({ status }) => status === 'completed'));
  assert.match(stdout, /incomplete/);
  assert.ok(existsSync(join(out, 'results/report.md')));
}

describe('a run that is interrupted', { skip }, () => {
  /** To the process, or to its group, as a terminal and `timeout` send it; npm sends it once more. */
  const WAYS = {
    SIGINT: ['group', 'process'],
    SIGTERM: ['group'],
    SIGHUP: ['process'],
    SIGQUIT: ['process'],
  } as const;

  for (const name of NAMES) {
    it(`by ${name} keeps what it has and leaves nothing`, async () => {
      const { pid, ended, living } = await inTheMiddle();
      for (const to of WAYS[name]) process.kill(to === 'group' ? -pid : pid, name);
      const end = await ended;
      assert.equal(end.code, STATUS[name], end.stderr);
      assertKept(end);
      assertNothingLeft(living);
    });
  }

  for (const program of ['mock-server/cli', 'inspect/main', 'launcher-process']) {
    it(`by SIGTERM to the group while ${program} starts`, async () => {
      const { pid, ended, living } = await whileStarting(program);
      process.kill(-pid, 'SIGTERM');
      const { code, stderr } = await ended;
      assert.equal(code, 143, stderr);
      assert.doesNotMatch(stderr, /concurrency-bench:/, 'an error is shown');
      assertNothingLeft(living);
    });
  }

  it('by SIGTERM to npm, where its shell does not hand it on', async () => {
    mkdirSync(join(out, 'tmp'));
    const args = ['compare', ...LONG, '--out', join(out, 'results')];
    // The colon keeps every shell from becoming the program.
    const compare = `cd ${ROOT} && ${process.execPath} ${CLI} ${args.join(' ')}; :`;
    writeFileSync(join(out, 'package.json'), JSON.stringify({ scripts: { compare } }));
    const npm = startProgram('npm', ['run', '--silent', 'compare'], {
      cwd: out,
      env: { TMPDIR: join(out, 'tmp') },
    });
    await until(() => trialsDone() > 0, npm.ended);
    process.kill(npm.child.pid ?? NaN, 'SIGTERM');
    await until(() => npm.living().length === 0);
    assertKept(await npm.ended);
    assertNothingLeft(npm.living);
  });

  it('by SIGKILL leaves no process and an intact run file', async () => {
    const { pid, ended, living } = await inTheMiddle();
    process.kill(pid, 'SIGKILL');
    assert.equal((await ended).signal, 'SIGKILL');
    await until(() => living().length === 0);
    const run = saved();
    assert.equal(run?.status, 'running');
    assert.ok(run.trials.length > 0);
  });
});
