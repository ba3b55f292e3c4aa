import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Launcher } from '../../../harness/measure/launcher.ts';
import type { LaunchCommand, LaunchLimits } from '../../../harness/measure/messages.ts';
import { removeGroup } from '../../../harness/measure/trial-group.ts';
import { realGroupHome } from '../../support/group-home.ts';
import { fixtureCommand, openRoll } from '../../support/programs/commands.ts';

const MIB = 2 ** 20;
const { folder, skip } = realGroupHome();

describe('control groups of trials', { skip }, () => {
  let launcher: Launcher;
  let count = 0;
  before(async () => {
    launcher = await Launcher.start();
  });
  after(async () => {
    await launcher[Symbol.asyncDispose]();
  });

  const newGroup = () => join(folder, `concurrency-bench-test-${process.pid}-${(count += 1)}`);

  function limited(command: LaunchCommand, mebibytes: number) {
    const group = newGroup();
    const limits: LaunchLimits = { memoryBytes: mebibytes * MIB, cores: null, nice: null, group };
    return { command: { ...command, limits }, group };
  }

  it('end a tree that needs more memory than its limit, and are gone', async () => {
    const { command, group } = limited(fixtureCommand('touch-memory', 400), 200);
    const { signal, oomKills } = await launcher.launch(command);
    assert.deepEqual([signal, oomKills], ['SIGKILL', 1]);
    assert.ok(!existsSync(group));
  });

  it('limit all processes of a tree together', async () => {
    const { command } = limited(fixtureCommand('touch-memory', 100, 3, 0), 350);
    assert.ok((await launcher.launch(command)).oomKills > 0);
  });

  it('leave a tree alone that needs less', async () => {
    const { command, group } = limited(fixtureCommand('touch-memory', 20, 1, 0), 400);
    const { exitCode, oomKills, memory, leftovers } = await launcher.launch(command);
    assert.deepEqual([exitCode, oomKills, leftovers], [0, 0, 0]);
    assert.ok(memory !== null && memory.peakRssBytes > 40 * MIB);
    assert.ok(!existsSync(group));
  });

  it('say nothing of what happens in others', async () => {
    const tooLarge = limited(fixtureCommand('touch-memory', 400), 200);
    await using other = await Launcher.start();
    const [quiet, killed] = await Promise.all([
      launcher.launch(limited(fixtureCommand('burn-cpu', 300), 400).command),
      other.launch(tooLarge.command),
    ]);
    assert.deepEqual([quiet.oomKills, killed.oomKills], [0, 1]);
  });

  it('keep no process that has left the tree', async () => {
    await using roll = await openRoll();
    const { command, group } = limited(fixtureCommand('leave-behind', roll.port, 'detached'), 400);
    await launcher.launch(command);
    await roll.allGone();
    assert.ok(!existsSync(group));
  });

  it('are removed with what runs in them', async () => {
    const group = newGroup();
    mkdirSync(group);
    const child = spawn('sleep', ['1000']);
    const ended = once(child, 'exit');
    writeFileSync(join(group, 'cgroup.procs'), String(child.pid));
    assert.equal(readFileSync(join(group, 'cgroup.procs'), 'utf8').trim(), String(child.pid));
    await removeGroup(group);
    assert.deepEqual(await ended, [null, 'SIGKILL']);
    assert.ok(!existsSync(group));
  });
});
