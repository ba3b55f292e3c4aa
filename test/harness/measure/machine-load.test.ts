import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { compareLoad, readLoadCounters } from '../../../harness/measure/machine-load.ts';
import type { Proc } from '../../../harness/measure/proc.ts';

describe('machine load', () => {
  let proc: Proc;
  beforeEach(async () => {
    const root = await mkdtemp(join(tmpdir(), 'proc-'));
    proc = { root, ticksPerSecond: 100 };
  });
  afterEach(async () => {
    await rm(proc.root, { recursive: true });
  });

  async function write(file: string, text: string): Promise<void> {
    const path = join(proc.root, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  /** user nice system idle iowait irq softirq steal guest guest_nice, as in proc_stat(5). */
  const machine = (ticks: string): Promise<void> =>
    write('stat', `cpu  ${ticks}\ncpu0 1 1 1 1 1 1 1 1 1 1\nintr 5\n`);
  const own = (user: number, system: number): Promise<void> =>
    write('42/stat', `42 (mock) S 1 42 42 0 -1 0 0 0 0 0 ${user} ${system} 7 7 20 0 1 0 99`);

  it('shares out the time of all cores between us, others and the hypervisor', async () => {
    await machine('100 10 50 1000 10 1 2 5 50 0');
    await own(10, 5);
    const before = readLoadCounters(proc, [42]);
    // 200 ticks have passed: 100 busy, 90 idle, 10 stolen. The tree used 40 and we 20.
    await machine('150 20 80 1080 20 4 9 15 90 0');
    await own(25, 10);
    const after = readLoadCounters(proc, [42]);
    const report = compareLoad(proc, before, after, { userMs: 300, systemMs: 100 });
    assert.equal(report.load.stealShare, 10 / 200);
    assert.equal(report.load.foreignShare, (100 - 40 - 20) / 200);
    assert.equal(report.load.pressureShare, null);
    assert.match(report.unavailable.pressureShare ?? '', /PSI/);
  });

  it('takes the pressure from the growth of its total', async () => {
    const line = (total: number): string => `avg10=1.15 avg60=0.61 avg300=0.51 total=${total}\n`;
    await write('pressure/cpu', `some ${line(7_000_000)}full ${line(99)}`);
    const before = { ...readLoadCounters(proc, []), atMs: 1000 };
    await write('pressure/cpu', `some ${line(7_250_000)}full ${line(999)}`);
    const after = { ...readLoadCounters(proc, []), atMs: 2000 };
    assert.equal(compareLoad(proc, before, after, null).load.pressureShare, 0.25);
  });

  it('knows no foreign share without the tree’s own CPU', async () => {
    await machine('0 0 0 0 0 0 0 0 0 0');
    const before = readLoadCounters(proc, []);
    await machine('9 0 0 9 0 0 0 0 0 0');
    const report = compareLoad(proc, before, readLoadCounters(proc, []), null);
    assert.equal(report.load.foreignShare, null);
    assert.match(report.unavailable.foreignShare ?? '', /CPU of the trial/);
  });

  it('divides by nothing when no tick has passed', async () => {
    await machine('1 1 1 1 1 1 1 1 1 1');
    const counters = readLoadCounters(proc, []);
    const report = compareLoad(proc, counters, counters, { userMs: 0, systemMs: 0 });
    assert.deepEqual([report.load.stealShare, report.load.foreignShare], [null, null]);
  });
});
