import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import {
  cpuQuotaCores,
  memoryLimitBytes,
  readCgroupCounters,
} from '../../../harness/measure/cgroup.ts';
import { compareLoad, readLoadCounters } from '../../../harness/measure/machine-load.ts';
import type { Proc } from '../../../harness/measure/proc.ts';

describe('control groups', () => {
  let root: string;
  let proc: Proc;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'cgroup-'));
    proc = { root: join(root, 'proc'), ticksPerSecond: 100 };
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      const path = join(root, file.replace(/^@/, 'sys/fs/cgroup'));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `${text}\n`);
    }
  }

  const limits = () => [cpuQuotaCores(proc), memoryLimitBytes(proc)];

  it('limit nothing where there are none', async () => {
    assert.deepEqual(limits(), [null, null]);
    assert.deepEqual(readCgroupCounters(null), { quotas: [], oomKills: null });
    await write({
      'proc/self/cgroup': '0::/a',
      '@/a/cpu.max': 'max 100000',
      '@/a/memory.max': 'max',
    });
    assert.deepEqual(limits(), [null, null]);
  });

  it('of version 2 limit by the tightest of all levels', async () => {
    await write({
      ...{ 'proc/self/cgroup': '0::/a/b', '@/a/cpu.max': '150000 100000' },
      ...{ '@/a/b/cpu.max': '400000 100000', '@/a/b/memory.max': '1000', '@/a/memory.max': '2000' },
    });
    assert.deepEqual(limits(), [1.5, 1000]);
  });

  it('of a container lie at the top of the mount', async () => {
    await write({
      ...{ 'proc/self/cgroup': '0::/docker/0123', '@/cpu.max': '50000 100000' },
      ...{ '@/memory.max': '3000', '@/memory.events': 'oom 1\noom_kill 4' },
    });
    assert.deepEqual(limits(), [0.5, 3000]);
    assert.equal(readCgroupCounters(proc).oomKills, 4);
  });

  it('of version 1 have a tree per controller, and no limit is a number', async () => {
    await write({
      'proc/self/cgroup': '4:memory:/m\n3:cpu,cpuacct:/c\n0::/',
      ...{ '@/cpu/c/cpu.cfs_quota_us': '200000', '@/cpu/c/cpu.cfs_period_us': '100000' },
      ...{ '@/cpu/cpu.cfs_quota_us': '-1', '@/cpu/cpu.cfs_period_us': '100000' },
      ...{
        '@/memory/m/memory.limit_in_bytes': '5000',
        '@/memory/m/memory.oom_control': 'under_oom 0\noom_kill 2',
      },
      '@/memory/memory.limit_in_bytes': '9223372036854771712',
    });
    assert.deepEqual(limits(), [2, 5000]);
    assert.equal(readCgroupCounters(proc).oomKills, 2);
  });

  it('of the whole machine are counted by the machine', async () => {
    await write({ 'proc/self/cgroup': '0::/', 'proc/vmstat': 'nr_free 1\noom_kill 3' });
    assert.equal(readCgroupCounters(proc).oomKills, 3);
  });

  it('say in how many periods of its quota a trial stood still', async () => {
    const stat = (elapsed: number, throttled: number) =>
      `usage_usec 1\nnr_periods ${elapsed}\nnr_throttled ${throttled}`;
    const counters = async (elapsed: number, throttled: number) => {
      await write({ '@/a/cpu.stat': stat(elapsed, throttled), '@/cpu.stat': stat(9, 9) });
      return readLoadCounters(proc, []);
    };
    await write({ 'proc/self/cgroup': '0::/a', '@/a/cpu.max': '1 2' });
    const [before, after] = [await counters(100, 10), await counters(140, 20)];
    assert.equal(compareLoad(proc, before, after, null).load.throttledShare, 0.25);
    assert.equal(compareLoad(proc, before, before, null).load.throttledShare, 0);
    await write({ '@/a/cpu.max': 'max 100000' });
    const free = readLoadCounters(proc, []);
    assert.equal(compareLoad(proc, free, free, null).load.throttledShare, null);
  });
});
