import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

import type { LoopReport } from '../../harness/contract.ts';
import { processReport, threadReport } from '../../scenarios/loop-report.ts';

const TOUCHED_BYTES = 300 * 1024 * 1024;
const MODULE = new URL('../../scenarios/loop-report.ts', import.meta.url).href;

describe('loop report', { timeout: 600_000 }, () => {
  it('has the most memory the process ever had, and a child does not inherit it', async () => {
    // Filled, so that its pages are resident.
    const touched = Buffer.alloc(TOUCHED_BYTES, 1);
    const peakRssBytes = processReport('main', 0).peakRssBytes;
    assert.ok(peakRssBytes !== null && peakRssBytes >= TOUCHED_BYTES);

    const program = `import { processReport } from ${JSON.stringify(MODULE)};
      console.log(JSON.stringify(processReport('worker', 3)));`;
    const args = ['--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const child = JSON.parse(stdout) as LoopReport;
    assert.equal(child.role, 'worker');
    assert.equal(child.id, 3);
    assert.notEqual(child.pid, process.pid);
    assert.ok(child.peakRssBytes !== null);
    assert.ok(child.peakRssBytes > 8 * 1024 * 1024 && child.peakRssBytes < TOUCHED_BYTES);
    // Resident until the child has started: what a child inherits is the memory of that moment.
    assert.equal(touched.at(-1), 1);
  });

  it('has the CPU of the whole process in milliseconds', () => {
    const before = process.cpuUsage();
    const report = processReport('producer', 1);
    const after = process.cpuUsage();
    assert.deepEqual([report.owner, report.role, report.id], ['process', 'producer', 1]);
    assert.ok(before.user / 1000 <= report.cpuUserMs && report.cpuUserMs <= after.user / 1000);
    assert.ok(before.system / 1000 <= report.cpuSystemMs);
    assert.ok(report.cpuSystemMs <= after.system / 1000);
    const share = report.loopUtilization ?? NaN;
    assert.ok(share >= 0 && share <= 1);
  });

  it('has no utilisation where the runtime does not measure it, or says that no time has passed', () => {
    const whole = Object.getOwnPropertyDescriptor(performance, 'eventLoopUtilization');
    const stub = () => ({ idle: 0, active: 0, utilization: 0 });
    try {
      for (const value of [undefined, stub]) {
        Object.defineProperty(performance, 'eventLoopUtilization', { value, configurable: true });
        assert.equal(processReport('main', 0).loopUtilization, null);
      }
    } finally {
      if (whole === undefined) Reflect.deleteProperty(performance, 'eventLoopUtilization');
      else Object.defineProperty(performance, 'eventLoopUtilization', whole);
    }
  });

  it('calls a loop busy that computes before its first turn, and idle one that waits', async () => {
    const utilizationAfter = async (work: string) => {
      const program = `const { processReport } = await import(${JSON.stringify(MODULE)});
        ${work}
        console.log(processReport('main', 0).loopUtilization);`;
      const args = ['--input-type=module', '--eval', program];
      return Number((await promisify(execFile)(process.execPath, args)).stdout);
    };
    const spin = 'const end = performance.now() + 50; while (performance.now() < end);';
    assert.ok((await utilizationAfter(spin)) > 0.9);
    const wait = "await (await import('node:timers/promises')).setTimeout(500);";
    assert.ok((await utilizationAfter(wait)) < 0.9);
  });

  it('of a thread has the CPU of that thread and no memory', () => {
    const before = process.threadCpuUsage();
    const report = threadReport('worker', 2);
    const after = process.threadCpuUsage();
    assert.deepEqual([report.owner, report.role, report.id], ['thread', 'worker', 2]);
    assert.equal(report.pid, process.pid);
    assert.equal(report.peakRssBytes, null);
    assert.ok(before.user / 1000 <= report.cpuUserMs && report.cpuUserMs <= after.user / 1000);
  });
});
