import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Launcher } from '../../../harness/measure/launcher.ts';
import { fixtureCommand, isAlive, nodeCommand, openRoll } from '../../support/programs/commands.ts';

describe('launcher', () => {
  let launcher: Launcher;
  before(async () => {
    launcher = await Launcher.start();
  });
  after(async () => {
    await launcher[Symbol.asyncDispose]();
  });

  it('reports how a program ended and what it wrote', async () => {
    const program = `
      process.stdout.write('words');
      process.stderr.write('a'.repeat(5000) + 'the end');
      process.exitCode = 7;`;
    const result = await launcher.launch(nodeCommand(['-e', program]));
    assert.equal(result.exitCode, 7);
    assert.equal(result.signal, null);
    assert.equal(result.spawnError, null);
    assert.equal(result.stderrTail, 'a'.repeat(4096 - 7) + 'the end');
    assert.equal(result.report, '');
    assert.deepEqual([result.timedOut, result.aborted, result.leftovers], [false, false, 0]);
    assert.deepEqual(Object.keys(result.unavailable), unreadableHere(result.load));
  });

  it('tells time by the clock that every process of the machine shares', async () => {
    const before = Number(process.hrtime.bigint()) / 1e6;
    const program = `require('fs').writeSync(3, String(Number(process.hrtime.bigint()) / 1e6))`;
    const result = await launcher.launch(nodeCommand(['-e', program]));
    const after = Number(process.hrtime.bigint()) / 1e6;
    const times = [before, result.spawnedAtMs, Number(result.report), result.exitedAtMs, after];
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  it('gives the program the environment of the command and nothing else', async () => {
    const program = `require('fs').writeSync(3, JSON.stringify(process.env))`;
    const result = await launcher.launch({
      ...nodeCommand(['-e', program]),
      env: { ONLY: 'this' },
    });
    assert.deepEqual(JSON.parse(result.report), { ONLY: 'this' });
  });

  it('takes a report larger than a pipe holds', async () => {
    const program = `require('fs').writeFileSync(3, 'é'.repeat(500_000) + '.')`;
    const result = await launcher.launch(nodeCommand(['-e', program]));
    assert.equal(result.report, 'é'.repeat(500_000) + '.');
  });

  it('reports the signal that ended a program', async () => {
    const program = `process.kill(process.pid, 'SIGKILL')`;
    const result = await launcher.launch(nodeCommand(['-e', program]));
    assert.equal(result.signal, 'SIGKILL');
    assert.equal(result.exitCode, null);
  });

  it('reports a program that cannot be started', async () => {
    const command = { ...nodeCommand([]), executable: '/nowhere/node' };
    const result = await launcher.launch(command);
    assert.match(result.spawnError ?? '', /^cannot start \/nowhere\/node in .*ENOENT/);
    assert.deepEqual([result.cpu, result.memory, result.exitCode], [null, null, null]);
    assert.equal(result.unavailable.cpu, 'the program did not start');
    const tooLong = await launcher.launch(nodeCommand(['-e', '0', 'x'.repeat(3e6)]));
    assert.match(tooLong.spawnError ?? '', /E2BIG/);
  });

  it('ends a tree that ignores SIGTERM when its time is up', async () => {
    // What a shell ignores, its children ignore too, and it is ready within milliseconds.
    const script = 'trap "" TERM; sleep 600 & echo $! >&3; sleep 600 & echo $! >&3; wait';
    const command = {
      ...nodeCommand(['-c', script]),
      executable: '/bin/sh',
      env: { PATH: '/usr/bin:/bin' },
    };
    const result = await launcher.launch({ ...command, timeoutMs: 1000, killGraceMs: 100 });
    assert.deepEqual([result.timedOut, result.aborted, result.signal], [true, false, 'SIGKILL']);
    const children = result.report.trim().split('\n').map(Number);
    assert.equal(children.length, 2);
    assert.deepEqual(children.filter(isAlive), []);
  });

  it('ends the tree on abort, and runs the next trial', async () => {
    await using roll = await openRoll();
    const controller = new AbortController();
    const command = fixtureCommand('stubborn-tree', roll.port, 2);
    const launched = launcher.launch({ ...command, killGraceMs: 100 }, controller.signal);
    await roll.arrived(3);
    controller.abort();
    const result = await launched;
    assert.deepEqual([result.timedOut, result.aborted, result.signal], [false, true, 'SIGKILL']);
    await roll.allGone();
    const next = await launcher.launch(nodeCommand(['-e', '0']));
    assert.deepEqual([next.exitCode, next.aborted], [0, false]);
  });

  it('lets a program end itself on SIGTERM', async () => {
    const controller = new AbortController();
    await using roll = await openRoll();
    const program = `
      process.on('SIGTERM', () => process.exit(3));
      require('node:net').connect(${roll.port}, '127.0.0.1').write('0\\n');`;
    const launched = launcher.launch(nodeCommand(['-e', program]), controller.signal);
    await roll.arrived(1);
    controller.abort();
    assert.equal((await launched).exitCode, 3);
  });

  it('starts nothing when already aborted', async () => {
    const command = nodeCommand(['-e', '0']);
    await assert.rejects(launcher.launch(command, AbortSignal.abort()), { name: 'AbortError' });
  });

  it('refuses a second trial while one is running', async () => {
    const first = launcher.launch(nodeCommand(['-e', '0']));
    await assert.rejects(launcher.launch(nodeCommand(['-e', '0'])), /one trial at a time/);
    assert.equal((await first).exitCode, 0);
  });

  for (const how of ['in the session', 'detached']) {
    it(`counts and kills what outlives the first process (${how})`, async () => {
      await using roll = await openRoll();
      const result = await launcher.launch(fixtureCommand('leave-behind', roll.port, how));
      await roll.allGone();
      assert.equal(result.leftovers, 1);
      assert.equal(result.cpu, null);
      assert.match(result.unavailable.cpu ?? '', /outlived its parent/);
    });
  }
});

describe('launcher process', () => {
  it('that is stopped is killed when it should have ended a trial, and the trial with it', async () => {
    await using roll = await openRoll();
    const stopped = await Launcher.start('/proc', 50);
    const command = { ...fixtureCommand('stubborn-tree', roll.port, 2), killGraceMs: 50 };
    const interrupt = new AbortController();
    const launched = stopped.launch(command, interrupt.signal);
    const rejection = assert.rejects(launched, /launcher process ended during a trial \(SIGKILL\)/);
    await roll.arrived(3);
    process.kill(stopped.pid, 'SIGSTOP');
    interrupt.abort();
    await rejection;
    await roll.allGone();
    await stopped[Symbol.asyncDispose]();
  });

  it('that is stopped does not keep the harness from ending', async () => {
    const stopped = await Launcher.start('/proc', 50);
    process.kill(stopped.pid, 'SIGSTOP');
    await stopped[Symbol.asyncDispose]();
    assert.equal(isAlive(stopped.pid), false);
  });

  it('is missed when it dies, and the trial with it', async () => {
    await using roll = await openRoll();
    const launcher = await Launcher.start();
    const launched = launcher.launch(fixtureCommand('stubborn-tree', roll.port, 2));
    const rejection = assert.rejects(launched, /launcher process ended during a trial \(SIGKILL\)/);
    await roll.arrived(3);
    process.kill(launcher.pid, 'SIGKILL');
    await rejection;
    await roll.allGone();
    await assert.rejects(launcher.launch(nodeCommand([])), /launcher process has ended/);
    await launcher[Symbol.asyncDispose]();
  });

  it('kills the trial when its user lets it go', async () => {
    await using roll = await openRoll();
    const launcher = await Launcher.start();
    const launched = launcher.launch(fixtureCommand('stubborn-tree', roll.port, 2));
    const rejection = assert.rejects(launched, /launcher process ended during a trial/);
    await roll.arrived(3);
    await launcher[Symbol.asyncDispose]();
    await rejection;
    await roll.allGone();
  });

  it('kills the trial and ends when the harness is killed', async () => {
    await using roll = await openRoll();
    const { executable, args } = fixtureCommand('doomed-harness', roll.port);
    const harness = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    // The launcher holds the harness's stderr, so that closes when both have ended.
    const closed = once(harness, 'close');
    harness.stderr.resume();
    await roll.arrived(3);
    harness.kill('SIGKILL');
    await roll.allGone();
    await closed;
  });
});

describe('launcher without /proc', () => {
  it('keeps time and order, and says why the figures are missing', async (t) => {
    const empty = await mkdtemp(join(tmpdir(), 'no-proc-'));
    t.after(() => rm(empty, { recursive: true }));
    await using launcher = await Launcher.start(empty);
    await using roll = await openRoll();
    const result = await launcher.launch(fixtureCommand('leave-behind', roll.port));
    await roll.allGone();
    assert.equal(result.exitCode, 0);
    assert.ok(result.exitedAtMs > result.spawnedAtMs);
    assert.deepEqual([result.cpu, result.memory, result.leftovers], [null, null, 1]);
    assert.deepEqual(new Set(Object.values(result.load)), new Set([null]));
    const fields = ['cpu', 'foreignShare', 'memory', 'pressureShare', 'stealShare'];
    assert.deepEqual(Object.keys(result.unavailable).sort(), fields);
    for (const reason of Object.values(result.unavailable)) assert.match(reason, /Linux only/);
  });
});

/** A kernel may have pressure figures switched off. */
function unreadableHere(load: { pressureShare: number | null }): string[] {
  return load.pressureShare === null ? ['pressureShare'] : [];
}
