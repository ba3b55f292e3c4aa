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

function assertWithin(actual: number, expected: number, tolerance: number): void {
  const message = `${actual} is not within ${tolerance} of ${expected}`;
  assert.ok(Math.abs(actual - expected) <= tolerance, message);
}
