import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Launcher } from '../../../harness/measure/launcher.ts';
import { fixtureCommand, nodeCommand } from '../../support/programs/commands.ts';

const onLinux = { skip: process.platform === 'linux' ? false : 'measured on Linux only' };

describe('CPU of a tree', onLinux, () => {
  let launcher: Launcher;
  before(async () => {
    launcher = await Launcher.start();
  });
  after(async () => {
    await launcher[Symbol.asyncDispose]();
  });

  const BURN_MS = 800;
  const trees = [
    { children: 0, threads: 0 },
    { children: 2, threads: 0 },
    { children: 0, threads: 2 },
  ];
  for (const { children, threads } of trees) {
    it(`is what its processes say (${children} children, ${threads} threads)`, async () => {
      const command = fixtureCommand('burn-cpu', BURN_MS, children, threads);
      const { cpu, report } = await launcher.launch(command);
      const saidMs = Number(report);
      assert.ok(saidMs > BURN_MS * (1 + children + threads), report);
      assert.ok(cpu !== null);
      assertWithin(cpu.userMs + cpu.systemMs, saidMs, 0.02 * saidMs + 20);
    });
  }

  it('is of this trial only', async () => {
    await launcher.launch(fixtureCommand('burn-cpu', BURN_MS));
    const { cpu } = await launcher.launch(fixtureCommand('burn-cpu', 0));
    assert.ok(cpu !== null && cpu.userMs + cpu.systemMs < BURN_MS / 2);
  });

  it('stands beside what the machine did meanwhile', async () => {
    const { load } = await launcher.launch(fixtureCommand('burn-cpu', BURN_MS));
    for (const share of [load.foreignShare, load.stealShare]) {
      assert.ok(share !== null && share >= 0 && share <= 1, String(share));
    }
  });

  it('lacks its foreign share when a process of the benchmark is not there', async () => {
    const command = { ...nodeCommand(['-e', '0']), ownPids: [2 ** 30] };
    const { load, unavailable } = await launcher.launch(command);
    assert.equal(load.foreignShare, null);
    assert.match(unavailable.foreignShare ?? '', /ownPids/);
  });
});

describe('a program that is given an input', () => {
  it('reads it to its end, and what it writes to stdout is kept with the moments of arrival', async () => {
    await using launcher = await Launcher.start();
    const copies = 'process.stdin.pipe(process.stdout)';
    const command = { ...nodeCommand(['-e', copies]), input: 'one\nmew 猫\n' };
    const { stdout, spawnedAtMs, exitedAtMs, exitCode } = await launcher.launch(command);
    assert.equal(stdout.map(({ text }) => text).join(''), command.input);
    assert.ok(stdout.every(({ atMs }) => atMs >= spawnedAtMs && atMs <= exitedAtMs + 1000));
    assert.equal(exitCode, 0);
  });

  it('need not read it', async () => {
    await using launcher = await Launcher.start();
    const command = {
      ...nodeCommand(['-e', 'process.stdin.destroy()']),
      input: 'x'.repeat(2 ** 22),
    };
    const { stdout, exitCode } = await launcher.launch(command);
    assert.deepEqual([stdout, exitCode], [[], 0]);
  });
});

function assertWithin(actual: number, expected: number, tolerance: number): void {
  const message = `${actual} is not within ${tolerance} of ${expected}`;
  assert.ok(Math.abs(actual - expected) <= tolerance, message);
}
