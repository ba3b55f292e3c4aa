import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  closeKept,
  listPids,
  openKept,
  openProc,
  parseStat,
  readLastPid,
  readMemory,
  readRollup,
  readStat,
  type Proc,
} from '../../../harness/measure/proc.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'there is no /proc' };

describe('/proc', () => {
  it('is read past a process name of any form', () => {
    const stat = parseStat('7 (a ) R 1 (x) Z 3 4 5 0 -1 64 0 0 0 0 11 12 13 14 20 0 1 0 99 0');
    assert.deepEqual(stat, {
      pid: 7,
      parent: 3,
      group: 4,
      session: 5,
      zombie: true,
      exiting: false,
      executed: false,
      userTicks: 11,
      systemTicks: 12,
      reapedUserTicks: 13,
      reapedSystemTicks: 14,
      startTicks: 99,
    });
  });

  it('agrees with what this process knows of itself', onLinux, () => {
    const proc = openProc('/proc');
    assert.ok(proc !== null);
    assert.ok(listPids(proc).includes(process.pid));
    const stat = readStat(proc, process.pid);
    assert.equal(stat?.parent, process.ppid);
    assert.equal(stat.executed, true);
    const { rss } = process.memoryUsage();
    const descriptor = openKept(proc, 'self/status');
    assert.ok(descriptor !== null);
    const memory = readMemory(descriptor);
    closeKept(descriptor);
    assert.ok(memory !== null && Math.abs(memory.rssBytes - rss) < 0.1 * rss);
    assert.ok(memory.fileRssBytes > 0 && memory.fileRssBytes < memory.rssBytes);
    assert.ok(memory.highWaterBytes >= memory.rssBytes);
    const rollup = readRollup(proc, process.pid);
    assert.ok(rollup !== null && Math.abs(rollup.rssBytes - rss) < 0.1 * rss);
    assert.ok(rollup.pssBytes <= rollup.rssBytes);
  });

  it('has nothing of a process that does not exist', onLinux, () => {
    const proc = openProc('/proc');
    assert.ok(proc !== null);
    const pid = 2 ** 30;
    assert.equal(readStat(proc, pid), null);
    assert.equal(readRollup(proc, pid), null);
    assert.equal(openKept(proc, `${pid}/status`), null);
  });

  it('is not there in an empty folder', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'proc-'));
    t.after(() => rm(root, { recursive: true }));
    assert.equal(openProc(root), null);
  });

  it('is read through a descriptor that is kept', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'proc-'));
    t.after(() => rm(root, { recursive: true }));
    const proc: Proc = { root, ticksPerSecond: 100 };
    await mkdir(join(root, '8'));
    const lines = ['VmHWM:\t 900 kB', 'VmRSS:\t 800 kB', 'RssFile: 20 kB', 'RssShmem: 5 kB'];
    await writeFile(join(root, '8/status'), ['Name:\tnode', ...lines, ''].join('\n'));
    await writeFile(join(root, 'loadavg'), '0.39 0.22 0.11 1/93 6468\n');
    const status = openKept(proc, '8/status') ?? NaN;
    const loadavg = openKept(proc, 'loadavg') ?? NaN;
    assert.deepEqual(readMemory(status), {
      rssBytes: 800 * 1024,
      fileRssBytes: 25 * 1024,
      highWaterBytes: 900 * 1024,
    });
    assert.equal(readLastPid(loadavg), 6468);
    await writeFile(join(root, '8/status'), 'Name:\tnode\nState:\tZ (zombie)\n');
    assert.equal(readMemory(status), null);
    closeKept(status);
    closeKept(loadavg);
  });
});
