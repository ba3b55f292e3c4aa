import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { execa } from 'execa';

import { hostId, type Machine, readMachine } from '../../../harness/engine/machine.ts';

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

describe('hostId', () => {
  it('is of the installation, or of the host name where there is no id', () => {
    const folder = mkdtempSync(join(os.tmpdir(), 'machine-id-'));
    try {
      const [none, empty, one, other] = ['none', 'empty', 'one', 'other'].map((name) =>
        join(folder, name),
      );
      writeFileSync(empty ?? '', '');
      writeFileSync(one ?? '', `${'0a'.repeat(16)}\n`);
      writeFileSync(other ?? '', `${'0b'.repeat(16)}\n`);
      const ids = [one, other, empty, none].map((file) => hostId([file ?? ''], 'name'));
      assert.equal(new Set(ids).size, 3);
      assert.equal(ids[2], ids[3]);
      assert.notEqual(ids[3], hostId([], 'another'));
      assert.equal(hostId([empty ?? '', one ?? ''], 'name'), ids[0]);
      for (const id of ids) assert.match(id, /^[0-9a-f]{12}$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
