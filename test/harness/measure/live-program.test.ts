import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Launcher } from '../../../harness/measure/launcher.ts';
import { ProgramEnded } from '../../../harness/measure/live-program.ts';
import { nodeCommand } from '../../support/programs/commands.ts';

describe('a driven program', () => {
  const ECHO = `
    const { writeSync } = require('node:fs');
    writeSync(3, 'ready\\n');
    require('node:readline')
      .createInterface({ input: new (require('node:net').Socket)({ fd: 4 }) })
      .on('line', (line) => line === 'die' ? process.exit(5) : writeSync(3, line + '!\\n'))
      .on('close', () => writeSync(3, 'bye\\n'));`;

  it('answers line by line and ends when it is told no more', async () => {
    await using launcher = await Launcher.start();
    const program = launcher.drive(nodeCommand(['-e', ECHO]));
    assert.equal(await program.ready, 'ready');
    assert.equal(await program.ask('one'), 'one!');
    assert.equal(await program.ask('zwö'), 'zwö!');
    const result = await program.end();
    assert.deepEqual([result.exitCode, result.leftovers], [0, 0]);
    assert.equal(result.report, 'ready\none!\nzwö!\nbye\n');
    assert.equal((await launcher.launch(nodeCommand(['-e', '0']))).exitCode, 0);
  });

  it('that dies says how, now and whenever it is asked', async () => {
    await using launcher = await Launcher.start();
    const program = launcher.drive(nodeCommand(['-e', ECHO]));
    await program.ready;
    for (const line of ['die', 'again']) {
      await assert.rejects(program.ask(line), (error) => {
        return error instanceof ProgramEnded && error.result.exitCode === 5;
      });
    }
    assert.equal((await program.end()).exitCode, 5);
  });

  it('that never starts says so', async () => {
    await using launcher = await Launcher.start();
    const program = launcher.drive({ ...nodeCommand([]), executable: '/nowhere/node' });
    await assert.rejects(program.ready, ProgramEnded);
    assert.match((await program.end()).spawnError ?? '', /ENOENT/);
  });

  it('is missed when the launcher process dies', async () => {
    const launcher = await Launcher.start();
    const program = launcher.drive(nodeCommand(['-e', ECHO]));
    await program.ready;
    process.kill(launcher.pid, 'SIGKILL');
    await assert.rejects(program.ask('one'), /launcher process ended during a trial/);
    await assert.rejects(program.end(), /launcher process ended during a trial/);
    await launcher[Symbol.asyncDispose]();
  });
});
