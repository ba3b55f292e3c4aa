import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { CheckProject } from './check-project.ts';
import { type Command, type Ended, readRun, startIn } from './command.ts';

// Processes are found through /proc.
const skip = process.platform !== 'linux';

/** Little work, no waiting, one model: three trials a round. */
const SMALL = ['--items', '8', '--latency', '0', '--models', 'single-threaded', '--out', 'out'];

let project: CheckProject;

before(() => {
  project = new CheckProject();
});

after(() => {
  project[Symbol.dispose]();
});

function startCheck(...args: readonly string[]): Command {
  return startIn(project.folder, 'check', ...SMALL, ...args);
}

async function check(...args: readonly string[]): Promise<Ended> {
  const { ended, living } = startCheck(...args);
  const result = await ended;
  assert.deepEqual(living(), []);
  return result;
}

function outDir(): string {
  return join(project.folder, 'out');
}

describe('check --against', { skip }, () => {
  it('ends with 3 when it is inconclusive, and with 0 when that shall pass', async () => {
    const failing = await check('--against', 'HEAD', '--budget', '0');
    assert.equal(failing.code, 3, failing.stderr);
    assert.match(failing.stdout, /^Inconclusive/);
    const run = readRun(outDir());
    assert.equal(run?.status, 'complete');
    assert.equal(run.comparison?.base.gitCommit, project.git('rev-parse', 'HEAD').trim());
    assert.equal(run.comparison.plant, null);
    assert.deepEqual(
      run.scenarios.map(({ id }) => id),
      ['single-threaded@base', 'single-threaded@head', 'single-threaded@control'],
    );

    const built = join(project.folder, '.cache/refs', run.comparison.base.gitCommit.slice(0, 12));
    // What is kept is used: it would not be compiled again.
    const passing = await check('--against', 'HEAD', '--budget', '0', '--inconclusive', 'pass');
    assert.equal(passing.code, 0, passing.stderr);
    assert.doesNotMatch(passing.stderr, /building [0-9a-f]{12}/);

    // Half of a build is not used.
    rmSync(join(built, '.built'));
    rmSync(join(built, 'dist/scenarios/models/single-threaded.js'));
    const again = await check('--against', 'HEAD', '--budget', '0');
    assert.equal(again.code, 3, again.stderr);
    assert.match(again.stderr, /building [0-9a-f]{12}/);
  });
});
