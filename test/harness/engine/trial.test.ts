import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Launcher } from '../../../harness/measure/launcher.ts';
import { type RunnableScenario, runTrial } from '../../../harness/engine/trial.ts';
import type { FailedTrial } from '../../../results/format.ts';
import { ROOT } from '../../support/command.ts';
import { runOn } from '../../support/check-sides.ts';
import { scenario } from '../../support/run.ts';

/** A model that says what its process runs, and where, in the only way that is kept: by failing. */
const TELLING_MODEL = `data:text/javascript,export default {
  run() { throw new Error('runs ' + process.execPath + ' on ' + process.argv[1]); }
}`;

let launcher: Launcher;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trial-test-'));
  launcher = await Launcher.start();
});

after(async () => {
  await launcher[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('runTrial', () => {
  it('starts the trial program from the executable it is given', async () => {
    const executable = join(folder, 'node');
    await copyFile(process.execPath, executable);
    const runnable: RunnableScenario = {
      scenario: scenario('telling'),
      source: {
        ...{
          kind: 'model',
          modelUrl: TELLING_MODEL,
          workloadUrl: '',
          program: null,
          shares: false,
          codeSha256: null,
        },
        workload: runOn('none').workload,
      },
      ...{ mock: null, promptMock: null, bodyPackPath: null, timeoutMs: 60_000 },
    };
    const trial = (await runTrial(runnable, { phase: 'sample', round: 3, position: 1 }, null, {
      ...{ launcher, executable, signal: new AbortController().signal },
    })) as FailedTrial;
    assert.deepEqual(
      [trial.scenario, trial.round, trial.position, trial.status, trial.cause],
      ['telling', 3, 1, 'failed', 'exit-code'],
    );
    const program = join(ROOT, 'harness/trial/main.ts');
    assert.ok(trial.stderr.includes(`runs ${executable} on ${program}`), trial.stderr);
  });
});
