import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';

import { openProc } from '../../../harness/measure/proc.ts';
import { ProcessTree } from '../../../harness/measure/process-tree.ts';
import { TreeCpu } from '../../../harness/measure/tree-cpu.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'measured on Linux only' };

/** Burns what it is told to and says how much CPU its process has used; stopped while it is read. */
const PROGRAM = `
  const { Worker } = require('node:worker_threads');
  const { once } = require('node:events');
  const BURN = "const end = performance.now() + 60; while (performance.now() < end);";
  const burn = () => { const end = performance.now() + 60; while (performance.now() < end); };
  require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) => {
    if (line === 'main') burn();
    if (line === 'thread') await once(new Worker(BURN, { eval: true }), 'exit');
    if (line === 'child') {
      const child = require('node:child_process').spawn(process.execPath, ['-e', BURN + 'setInterval(() => {}, 1000); console.log(JSON.stringify(process.cpuUsage()))'], { stdio: ['ignore', 'pipe', 'inherit'] });
      const { user, system } = JSON.parse(String((await once(child.stdout, 'data'))[0]));
      globalThis.childUs = user + system;
    }
    const { user, system } = process.cpuUsage();
    console.log((user + system + (globalThis.childUs ?? 0)) / 1000);
  });`;

interface Burner {
  readonly pid: number;
  /** Resolves to the CPU that the tree says it has used, in ms. */
  readonly ask: (what: string) => Promise<number>;
}

const children: ChildProcess[] = [];

function burner(): Burner {
  const child = spawn(process.execPath, ['-e', PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    async ask(what) {
      child.stdin.write(`${what}\n`);
      const { value } = (await lines.next()) as { value: string };
      return Number(value);
    },
  };
}

after(async () => {
  for (const child of children) {
    const exited = once(child, 'exit');
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await exited;
  }
});

function cpuOf(pid: number): TreeCpu {
  const proc = openProc('/proc');
  assert.ok(proc !== null);
  const cpu = TreeCpu.open(proc, new ProcessTree(proc, pid));
  assert.ok(cpu !== null);
  return cpu;
}

/** Of a process, what the kernel's sums in ticks leave out at most, and what it does after its word. */
const TOLERANCE_MS = 25;

/** Every thread of the process. */
function isStopped(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((tid) =>
    readFileSync(`/proc/${pid}/task/${tid}/stat`, 'utf8').includes(') T '),
  );
}

describe('CPU of a tree', onLinux, () => {
  it('is what the processes say, threads that have ended and children included', async () => {
    const { pid, ask } = burner();
    await ask('nothing');
    using cpu = cpuOf(pid);
    for (const what of ['main', 'thread', 'thread', 'child']) {
      const saidMs = await ask(what);
      cpu.discover();
      const readMs = cpu.read();
      const message = `${what}: ${readMs} ms read, ${saidMs} ms said`;
      assert.ok(Math.abs(readMs - saidMs) < TOLERANCE_MS + 0.05 * saidMs, message);
    }
  });

  it('never falls, and stays as it is while the tree is stopped', async () => {
    const { pid, ask } = burner();
    await ask('thread');
    using cpu = cpuOf(pid);
    process.kill(-pid, 'SIGSTOP');
    // A signal takes effect when the kernel gets to it.
    while (!isStopped(pid)) await new Promise(setImmediate);
    const before = cpu.read();
    for (let reading = 0; reading < 50; reading++) {
      cpu.discover();
      assert.ok(cpu.read() - before < 1);
    }
    process.kill(-pid, 'SIGCONT');
    await ask('main');
    assert.ok(cpu.read() - before > 30);
  });
});
