import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { FolderLock } from '../../../harness/output/folder-lock.ts';
import { thisProcess } from '../../../mock-server/owner.ts';
import { readRun, run, SMALL, start } from '../../support/command.ts';
import { until } from '../../support/until.ts';

const skip = process.platform !== 'linux';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function startTicks(pid: number): string {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return fields[19] ?? '';
}

/** The file of a process of this machine. */
function lockOf(pid: number, start: string): string {
  const [host, boot, namespace] = thisProcess().split('-');
  return `.running-${[host, boot, namespace, pid, start].join('-')}`;
}

describe('the lock of a folder', () => {
  it('is held once, also within a process, and leaves nothing', () => {
    const lock = new FolderLock(folder);
    assert.throws(() => new FolderLock(join(folder, '.')), { code: 'output-in-use' });
    lock[Symbol.dispose]();
    assert.deepEqual(readdirSync(folder), []);
    new FolderLock(folder)[Symbol.dispose]();
  });

  it('names the process that holds it', { skip }, () => {
    const holder = lockOf(process.ppid, startTicks(process.ppid));
    writeFileSync(join(folder, holder), '');
    const message = new RegExp(`by process ${process.ppid}: wait until it ends, or name`);
    assert.throws(() => new FolderLock(folder), { code: 'output-in-use', message });
    assert.deepEqual(readdirSync(folder), [holder]);
  });

  it('is respected of another container, also with the pid of this process', { skip }, () => {
    const holder = lockOf(process.pid, startTicks(process.pid)).replace(/-\d+(?=-\d+-\d+$)/, '-1');
    writeFileSync(join(folder, holder), '');
    const message =
      /of another container or machine: wait until it ends, or delete .*-1-\d+-\d+ if/;
    assert.throws(() => new FolderLock(folder), { code: 'output-in-use', message });
    assert.deepEqual(readdirSync(folder), [holder]);
  });

  it(
    'is taken over from processes that have ended, also where the pid runs again',
    { skip },
    () => {
      for (const stale of [lockOf(process.ppid, '1'), lockOf(4_194_305, '77')]) {
        writeFileSync(join(folder, stale), '');
      }
      using lock = new FolderLock(folder);
      assert.ok(lock);
      assert.deepEqual(readdirSync(folder), [lockOf(process.pid, startTicks(process.pid))]);
    },
  );
});

describe('two runs into one folder', { skip }, () => {
  it('at the same time: the second is refused; after a kill it is not', async () => {
    const flags = [...SMALL.slice(0, 4), '--models', 'single-threaded', '--quiet', '--out', folder];
    const { child, ended, living } = start('compare', ...flags, '--rounds', '500');
    await until(() => (readRun(folder)?.trials.length ?? 0) > 0, ended);
    const second = await run('compare', ...flags, '--rounds', '1');
    assert.deepEqual([second.code, second.stdout], [2, '']);
    const line = `^concurrency-bench: --out [^\\n]+ by process ${child.pid ?? 0}: [^\\n]+ \\[output-in-use\\]\\n$`;
    assert.match(second.stderr, new RegExp(line));
    child.kill('SIGKILL');
    await ended;
    await until(() => living().length === 0);
    const third = await run('compare', ...flags, '--quick', '--rounds', '1', '--launches', '0');
    assert.equal(third.code, 0, third.stderr);
    assert.equal(readRun(folder)?.status, 'complete');
  });
});
