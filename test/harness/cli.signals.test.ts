import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { type Command, readRun, start } from '../support/command.ts';
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

/** A run that would take long, once its first trial has been written. */
async function inTheMiddle(): Promise<Command & { readonly pid: number }> {
  const flags = ['--items', '20', '--latency', '0', '--quick', '--rounds', '500'];
  const command = start('compare', ...flags, '--out', out, '--models', 'child-processes');
  await until(() => (readRun(out)?.trials.length ?? 0) > 0, command.ended);
  assert.ok(command.living().length > 1, 'the marker is inherited');
  return { ...command, pid: command.child.pid ?? NaN };
}

describe('a run that is interrupted', { skip }, () => {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    it(`by ${name} keeps what it has and leaves no process`, async () => {
      const { pid, ended, living } = await inTheMiddle();
      process.kill(pid, name);
      const { code, stdout, stderr } = await ended;
      assert.equal(code, 130);
      assert.doesNotMatch(stderr, /failed/, 'the interrupted trial is no failure of its model');
      assert.deepEqual(living(), []);
      const saved = readRun(out);
      assert.equal(saved?.status, 'incomplete');
      assert.ok(saved.trials.length > 0);
      assert.ok(saved.trials.every(({ status }) => status === 'completed'));
      assert.match(stdout, /^This run is incomplete: \d+ trials were done/);
      assert.ok(existsSync(join(out, 'report.md')));
    });
  }

  it('by Ctrl-C, which a terminal sends to every process of the group', async () => {
    const { pid, ended, living } = await inTheMiddle();
    process.kill(-pid, 'SIGINT');
    const { code, stderr } = await ended;
    assert.equal(code, 130, stderr);
    assert.deepEqual(living(), []);
    assert.equal(readRun(out)?.status, 'incomplete');
  });

  it('by a second SIGINT ends at once, and leaves no process', async () => {
    const { pid, ended, living } = await inTheMiddle();
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGINT');
    assert.equal((await ended).code, 130);
    await until(() => living().length === 0);
    assert.ok((readRun(out)?.trials.length ?? 0) > 0);
  });

  it('by SIGKILL leaves no process and an intact run file', async () => {
    const { pid, ended, living } = await inTheMiddle();
    process.kill(pid, 'SIGKILL');
    assert.equal((await ended).signal, 'SIGKILL');
    await until(() => living().length === 0);
    const saved = readRun(out);
    assert.equal(saved?.status, 'running');
    assert.ok(saved.trials.length > 0);
  });
});
