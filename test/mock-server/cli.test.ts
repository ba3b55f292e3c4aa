import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { writeTinyCheckout } from '../support/tiny-dataset.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', 'mock-server', 'cli.ts');

let folder: string;
let serveTiny: string[];
/** Every process started, and the one started by one of them: a failed test leaves none behind. */
const pids = new Set<number>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-server-cli-'));
  await writeTinyCheckout(folder);
  serveTiny = ['--data', folder, '--port', '0', '--latency', '0'];
});
after(async () => {
  for (const pid of pids) killIfRunning(pid);
  await rm(folder, { recursive: true });
});

function start(flags: string[], program = PROGRAM) {
  const child = spawn(process.execPath, [program, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
  pids.add(child.pid ?? 0);
  return child;
}

function startAsParent(flags: string[]) {
  const child = fork(PROGRAM, flags, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  pids.add(child.pid ?? 0);
  return child;
}

/** [exit code, signal] of a process that was started; waits for its end. */
async function ending(child: ChildProcess): Promise<unknown[]> {
  const isOver = child.exitCode !== null || child.signalCode !== null;
  const end: unknown[] = isOver ? [child.exitCode, child.signalCode] : await once(child, 'exit');
  pids.delete(child.pid ?? 0);
  return end;
}

function killIfRunning(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH');
  }
}

async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return chunk.toString();
}

describe('the mock server as a program', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`serves until ${signal}, then ends with exit code 0`, async () => {
      const child = start(serveTiny);
      const url = /http:\S+/.exec(await firstLine(child))?.[0].replace(/,$/, '') ?? '';
      assert.equal((await fetch(`${url}/api/v2/pokemon/1`)).status, 200);
      child.kill(signal);
      assert.deepEqual(await ending(child), [0, null]);
    });
  }

  it('refuses a wrong flag with one line on stderr and exit code 2', async () => {
    const child = start(['--latncy', '5']);
    const [stdout, stderr, end] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ending(child),
    ]);
    assert.deepEqual(
      [stdout, stderr, end],
      ['', 'mock-server: unknown flag --latncy: did you mean --latency?\n', [2, null]],
    );
  });

  it('ends with exit code 70 and a stack when it has a bug', async () => {
    const bug = 'setImmediate(async function () { throw new TypeError("planted"); })';
    const preload = `--import=data:text/javascript,${encodeURIComponent(bug)}`;
    const child = spawn(process.execPath, [preload, PROGRAM, ...serveTiny], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    pids.add(child.pid ?? 0);
    const [stderr, end] = await Promise.all([text(child.stderr), ending(child)]);
    assert.match(stderr, /^mock-server: [^\n]+\nTypeError: planted\n +at /);
    assert.deepEqual(end, [70, null]);
  });

  it('refuses a port in use with one line on stderr and exit code 2', async () => {
    const first = start(serveTiny);
    const port = /:(\d+),/.exec(await firstLine(first))?.[1] ?? '';
    const second = start([...serveTiny, '--port', port]);
    const [stderr, end] = await Promise.all([text(second.stderr), ending(second)]);
    first.kill();
    assert.match(stderr, new RegExp(`^mock-server: port ${port} is in use: [^\\n]+\\n$`));
    assert.deepEqual(end, [2, null]);
    await ending(first);
  });

  it('tells a parent over its channel, stays at Ctrl-C and ends when let go', async () => {
    const child = startAsParent(serveTiny);
    const [message] = (await once(child, 'message')) as [{ ready: { url: string } }];
    child.kill('SIGINT');
    assert.equal((await fetch(`${message.ready.url}/api/v2/pokemon/1`)).status, 200);
    child.disconnect();
    assert.deepEqual(await ending(child), [0, null]);
    assert.equal(child.stdout?.read(), null);
  });

  it('tells a parent what is wrong and ends with exit code 2', async () => {
    const child = startAsParent(['--jitter', '2']);
    const [message] = (await once(child, 'message')) as [unknown];
    assert.deepEqual(message, {
      failed: { message: '--jitter must be a number from 0 to 1, not "2"' },
    });
    assert.deepEqual(await ending(child), [2, null]);
  });

  it('does not outlive a parent that was killed', async () => {
    const fixture = join(import.meta.dirname, '../support/mock-parent.ts');
    const parent = start([PROGRAM, ...serveTiny], fixture);
    const [pid = '', url = ''] = (await firstLine(parent)).trim().split(' ');
    pids.add(Number(pid));
    parent.kill('SIGKILL');
    // The server holds the other end of this pipe until it ends.
    await Promise.all([ending(parent), text(parent.stdout)]);
    await assert.rejects(fetch(url));
    pids.delete(Number(pid));
  });
});
