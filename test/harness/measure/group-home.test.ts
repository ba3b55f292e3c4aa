import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { groupHome } from '../../../harness/measure/group-home.ts';
import type { Proc } from '../../../harness/measure/proc.ts';

const isRoot = process.getuid?.() === 0;

describe('groupHome', { skip: process.platform === 'win32' }, () => {
  let root: string;
  let proc: Proc;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'home-'));
    proc = { root: join(root, 'proc'), ticksPerSecond: 100 };
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** Groups with what they hand down; the process is in the first. */
  function groups(handedDown: Readonly<Record<string, string>>): void {
    write('proc/self/cgroup', `0::${Object.keys(handedDown)[0] ?? '/'}\n`);
    for (const [path, controllers] of Object.entries(handedDown)) {
      write(`sys/fs/cgroup${path}/cgroup.subtree_control`, `${controllers}\n`);
      write(`sys/fs/cgroup${path}/cgroup.procs`, '');
    }
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  const home = () => groupHome(proc);

  it('is the nearest group that hands the control of memory down', () => {
    groups({ '/slice/user/session': '', '/slice/user': 'cpu memory', '/slice': 'memory', '/': '' });
    assert.deepEqual(home(), { folder: join(root, 'sys/fs/cgroup/slice/user') });
  });

  it('is nowhere where none does', () => {
    groups({ '/session': '', '/': 'cpu pids' });
    assert.match(lackOf(home()), /no group above this process .*Delegate=yes/);
  });

  it('is nowhere where this process may not write', { skip: isRoot && 'root may' }, () => {
    groups({ '/slice/session': '', '/slice': 'memory', '/': '' });
    const folder = join(root, 'sys/fs/cgroup/slice');
    chmodSync(folder, 0o555);
    const lack = lackOf(home());
    chmodSync(folder, 0o755);
    assert.match(lack, /may not write to .*slice/);
  });

  it('is nowhere where the memory controller is in version 1', () => {
    groups({ '/': 'memory' });
    write('proc/self/cgroup', '4:memory:/\n0::/\n');
    assert.match(lackOf(home()), /version 1/);
  });

  it('is nowhere on a system without /proc', () => {
    assert.ok('lacks' in groupHome(null));
  });
});

function lackOf(home: ReturnType<typeof groupHome>): string {
  return 'lacks' in home ? home.lacks : '';
}
