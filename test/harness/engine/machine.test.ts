import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { describe, it } from 'node:test';
import { execa } from 'execa';

import { type Machine, readMachine } from '../../../harness/engine/machine.ts';

const MACHINE = new URL('../../../harness/engine/machine.ts', import.meta.url).href;

describe('readMachine', () => {
  it('has no more than the machine has', () => {
    const { cores, machineCores, memoryBytes } = readMachine();
    assert.ok(cores >= 1 && cores <= (machineCores ?? 0));
    assert.ok(memoryBytes > 0 && memoryBytes <= os.totalmem());
  });
});

describe('readMachine below taskset', { skip: process.platform !== 'linux' }, () => {
  it('has the cores that are left, and how many there are', async () => {
    const program = `import { readMachine } from ${JSON.stringify(MACHINE)}; console.log(JSON.stringify(readMachine()))`;
    const { stdout } = await execa('taskset', [
      ...['-c', String(firstCpu()), process.execPath, '--input-type=module', '-e', program],
    ]);
    const { cores, machineCores } = JSON.parse(stdout) as Machine;
    assert.deepEqual([cores, machineCores], [1, os.cpus().length]);
  });
});

/** One that this process may use itself. */
function firstCpu(): number {
  const list = /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'latin1'));
  return Number(list?.[1]);
}
