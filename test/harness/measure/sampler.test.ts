import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LaunchCommand, TreeMemory } from '../../../harness/measure/messages.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import { fixtureCommand, nodeCommand } from '../../support/programs/commands.ts';

const MIB = 2 ** 20;
const onLinux = { skip: process.platform === 'linux' ? false : 'measured on Linux only' };

describe('memory of a tree', onLinux, () => {
  let launcher: Launcher;
  let folder: string;
  /** Nobody else maps this one, so PSS does not depend on other Node processes of the machine. */
  let executable: string;
  before(async () => {
    launcher = await Launcher.start();
    folder = await mkdtemp(join(tmpdir(), 'sampler-'));
    executable = join(folder, 'node');
    await copyFile(process.execPath, executable, constants.COPYFILE_FICLONE);
  });
  after(async () => {
    await launcher[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  async function measure(command: LaunchCommand): Promise<{ memory: TreeMemory; report: string }> {
    const { memory, report, stderrTail } = await launcher.launch({ ...command, executable });
    assert.ok(memory !== null, stderrTail);
    return { memory, report };
  }

  const HOLD_MS = 400;
  const SPIKE_MS = 100;
  for (const children of [0, 2]) {
    it(`grows by what is touched (${children} children)`, async () => {
      const mebibytes = 100;
      const idle = await measure(fixtureCommand('touch-memory', 0, children, HOLD_MS));
      const full = await measure(fixtureCommand('touch-memory', mebibytes, children, HOLD_MS));
      const touched = mebibytes * MIB * (1 + children);
      const tolerance = 0.02 * touched + 2 * MIB;
      assertWithin(full.memory.peakRssBytes - idle.memory.peakRssBytes, touched, tolerance);
      const [idlePss, fullPss] = [idle, full].map(({ memory }) => memory.peakPssBytes ?? NaN);
      assertWithin((fullPss ?? NaN) - (idlePss ?? NaN), touched, tolerance);
    });

    it(`counts shared pages once (${children} children)`, async () => {
      const { memory, report } = await measure(
        fixtureCommand('touch-memory', 20, children, HOLD_MS),
      );
      const { pids, pssBytes } = JSON.parse(report) as { pids: number[]; pssBytes: number };
      assertWithin(memory.peakPssBytes ?? NaN, pssBytes, 0.02 * pssBytes + 2 * MIB);
      assert.deepEqual(
        memory.processes.map(({ pid }) => pid).toSorted((a, b) => a - b),
        pids.toSorted((a, b) => a - b),
      );
      for (const { highWaterBytes, rssBytes } of memory.processes) {
        assert.ok(highWaterBytes >= Math.max(...rssBytes));
        assert.equal(rssBytes.length, memory.timeline.atMs.length);
      }
    });
  }

  it('sees a short spike', async () => {
    const mebibytes = 150;
    // Plain JavaScript: stripping types leaves garbage that would go at some other moment.
    const program = `
      let spike = Buffer.alloc(${mebibytes * MIB}, 1);
      setTimeout(() => {
        require('fs').writeSync(3, String(process.memoryUsage.rss()));
        spike = null;
        gc();
        setTimeout(() => {}, ${SPIKE_MS});
      }, ${SPIKE_MS});`;
    const { memory, report } = await measure(nodeCommand(['--expose-gc', '-e', program]));
    assert.ok(Number(report) > mebibytes * MIB);
    assertWithin(memory.peakRssBytes, Number(report), 0.02 * Number(report) + 2 * MIB);
    // It was a spike: the memory had been given back before the end.
    const lowest = Math.min(...memory.timeline.rssBytes.slice(-3));
    assert.ok(lowest < memory.peakRssBytes - (mebibytes * MIB) / 2);
  });

  it('sees a spike between two readings', async () => {
    const mebibytes = 150;
    const program = `
      setTimeout(() => {
        Buffer.alloc(${mebibytes * MIB}, 1);
        gc();
        setTimeout(() => {}, 1000);
      }, 100);`;
    const command = nodeCommand(['--expose-gc', '-e', program]);
    const { memory } = await measure({ ...command, sampleIntervalMs: 400 });
    assert.ok(memory.peakRssBytes > mebibytes * MIB);
    assert.ok((memory.peakPssBytes ?? NaN) > mebibytes * MIB);
    assert.ok((memory.timeline.rssBytes.at(-1) ?? NaN) < mebibytes * MIB);
  });

  it('does not take a big parent for the size of its child', async () => {
    const program = `
      const parent = Buffer.alloc(300 * 2 ** 20, 1);
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 300)']);
      child.on('exit', () => process.exit(parent.at(-1) - 1));
      require('fs').writeSync(3, String(child.pid));`;
    const { memory, report } = await measure(nodeCommand(['-e', program]));
    const child = memory.processes.find(({ pid }) => pid === Number(report));
    assert.ok(child !== undefined);
    assert.ok(child.highWaterBytes > 20 * MIB && child.highWaterBytes < 150 * MIB);
    assert.ok(memory.peakRssBytes < 500 * MIB);
  });
});

function assertWithin(actual: number, expected: number, tolerance: number): void {
  const mebibytes = [actual, expected, tolerance].map((bytes) => (bytes / MIB).toFixed(1));
  const message = `${mebibytes[0]} MiB is not within ${mebibytes[2]} of ${mebibytes[1]}`;
  assert.ok(Math.abs(actual - expected) <= tolerance, message);
}
