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
  readHighWaterBytes,
  readLastPid,
  readRollup,
  readStat,
  readStatm,
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
    const descriptor = openKept(proc, 'self/statm');
    assert.ok(descriptor !== null);
    const statm = readStatm(proc, descriptor);
    closeKept(descriptor);
    assert.ok(statm !== null && Math.abs(statm.rssBytes - rss) < 0.1 * rss);
    assert.ok(statm.fileRssBytes > 0 && statm.fileRssBytes < statm.rssBytes);
    const rollup = readRollup(proc, process.pid);
    assert.ok(rollup !== null && Math.abs(rollup.rssBytes - rss) < 0.1 * rss);
    assert.ok(rollup.pssBytes <= rollup.rssBytes);
    assert.ok((readHighWaterBytes(proc, process.pid) ?? 0) >= statm.rssBytes);
  });

  it('has nothing of a process that does not exist', onLinux, () => {
    const proc = openProc('/proc');
    assert.ok(proc !== null);
    const pid = 2 ** 30;
    assert.equal(readStat(proc, pid), null);
    assert.equal(readRollup(proc, pid), null);
    assert.equal(readHighWaterBytes(proc, pid), null);
    assert.equal(openKept(proc, `${pid}/statm`), null);
  });

  it('is not there in an empty folder', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'proc-'));
    t.after(() => rm(root, { recursive: true }));
    assert.equal(openProc(root), null);
  });

  it('is read in units of the machine', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'proc-'));
    t.after(() => rm(root, { recursive: true }));
    const proc: Proc = { root, ticksPerSecond: 100, pageBytes: 65_536 };
    await mkdir(join(root, '8'));
    await writeFile(join(root, '8/statm'), '900 30 20 5 0 123 0\n');
    await writeFile(join(root, 'loadavg'), '0.39 0.22 0.11 1/93 6468\n');
    const statm = openKept(proc, '8/statm') ?? NaN;
    const loadavg = openKept(proc, 'loadavg') ?? NaN;
    assert.deepEqual(readStatm(proc, statm), { rssBytes: 30 * 65_536, fileRssBytes: 20 * 65_536 });
    assert.equal(readLastPid(loadavg), 6468);
    await writeFile(join(root, '8/statm'), '0 0 0 0 0 0 0\n');
    assert.equal(readStatm(proc, statm), null);
    closeKept(statm);
    closeKept(loadavg);
  });
});
