import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Proc } from '../../../harness/measure/proc.ts';
import { ProcessTree } from '../../../harness/measure/process-tree.ts';

const LEADER = 100;

interface Entry {
  readonly parent?: number;
  readonly session?: number;
  readonly state?: string;
  /** PF_FORKNOEXEC */
  readonly forked?: boolean;
  readonly startTicks?: number;
}

describe('process tree', () => {
  let proc: Proc;
  beforeEach(async () => {
    const root = await mkdtemp(join(tmpdir(), 'proc-'));
    proc = { root, ticksPerSecond: 100 };
    await exists(LEADER, { parent: 50 });
    await exists(7, { parent: 1, session: 7 });
  });
  afterEach(async () => {
    await rm(proc.root, { recursive: true });
  });

  async function exists(pid: number, entry: Entry): Promise<void> {
    const {
      parent = LEADER,
      session = LEADER,
      state = 'S',
      forked = false,
      startTicks = 9,
    } = entry;
    const flags = forked ? 0x40 : 0;
    const numbers = `${parent} ${session} ${session} 0 -1 ${flags} 0 0 0 0 1 1 0 0 20 0 1 0`;
    await mkdir(join(proc.root, String(pid)), { recursive: true });
    await writeFile(join(proc.root, `${pid}/stat`), `${pid} (x) ${state} ${numbers} ${startTicks}`);
  }
  const ends = (pid: number): Promise<void> =>
    rm(join(proc.root, String(pid)), { recursive: true });

  it('holds the session, also those that init has adopted', async () => {
    await exists(101, { parent: 1 });
    assert.deepEqual(new ProcessTree(proc, LEADER).discover(), [LEADER, 101]);
  });

  it('holds a child that left the session, and its children, after the parent has ended', async () => {
    const tree = new ProcessTree(proc, LEADER);
    await exists(101, { session: 101 });
    assert.deepEqual(tree.discover(), [LEADER, 101]);
    await exists(102, { parent: 101, session: 102 });
    tree.discover();
    await ends(101);
    assert.deepEqual(tree.discover(), [LEADER, 102]);
  });

  it('counts a process that has not called exec only when seen again', async () => {
    const tree = new ProcessTree(proc, LEADER);
    await exists(101, { forked: true });
    assert.deepEqual(tree.discover(), [LEADER]);
    assert.equal(tree.entries().length, 2);
    assert.deepEqual(tree.discover(), [LEADER, 101]);
  });

  it('does not take a new process for the one that had its pid', async () => {
    const tree = new ProcessTree(proc, LEADER);
    await exists(101, { session: 101, startTicks: 9 });
    tree.discover();
    await exists(101, { session: 101, parent: 1, startTicks: 10 });
    assert.deepEqual(
      tree.entries().map(({ pid }) => pid),
      [LEADER],
    );
  });

  it('is not alive when all that is left are zombies', async () => {
    const tree = new ProcessTree(proc, LEADER);
    assert.equal(tree.isAlive(), true);
    await exists(LEADER, { state: 'Z' });
    assert.equal(tree.isAlive(), false);
    assert.equal(tree.entries().length, 1);
  });

  it('never looks at what was there before the leader', async () => {
    await exists(99, { session: LEADER });
    assert.deepEqual(new ProcessTree(proc, LEADER, [7, 99]).discover(), [LEADER]);
  });
});
