import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { holdLoop } from '../../../../scenarios/models/worker-threads/hold-loop.ts';

// Only a program that waits for ever meets it.
const WATCHDOG = { timeout: 600_000 };

function referencedPorts(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
}

describe('holdLoop', () => {
  it('keeps the event loop alive from the first wait to the last', async () => {
    const before = referencedPorts();
    const [early, late] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const holding = [holdLoop(early.promise), holdLoop(late.promise)];
    assert.equal(referencedPorts(), before + 1);
    early.resolve('early');
    assert.equal(await holding[0], 'early');
    assert.equal(referencedPorts(), before + 1);
    late.reject(new Error('late'));
    await assert.rejects(holding[1] ?? Promise.resolve(), /late/);
    assert.equal(referencedPorts(), before);
  });

  it('lets a process and a thread wait for a record with nothing else open, then end', async () => {
    const program = fileURLToPath(new URL('../../../support/waiting-program.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program], WATCHDOG);
    assert.equal(stdout, 'main took 1\nthread ended with 0\n');
  });
});
