import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { Launcher } from '../../../harness/measure/launcher.ts';
import { runTrial } from '../../../harness/engine/trial.ts';
import { type MockServer, startMockServer } from '../../../mock-server/client.ts';
import type { FailedTrial } from '../../../results/format.ts';
import { SETTINGS } from '../../support/trial-process.ts';
import { ROOT } from '../../support/command.ts';
import { DIGEST, scenario } from '../../support/run.ts';

/** A model that says what its process runs, and where, in the only way that is kept: by failing. */
const TELLING_MODEL = `data:text/javascript,export default {
  run() { throw new Error('runs ' + process.execPath + ' on ' + process.argv[1]); }
}`;

let launcher: Launcher;
let mock: MockServer;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trial-test-'));
  launcher = await Launcher.start();
  mock = await startMockServer({
    ...{ latencyMs: 0, jitter: 0, seed: 1, dataPath: null },
    cacheDir: join(ROOT, '.cache'),
  });
});

after(async () => {
  await launcher[Symbol.asyncDispose]();
  await mock[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('runTrial', () => {
  it('starts the trial program from the executable it is given', async () => {
    const executable = join(folder, 'node');
    await copyFile(process.execPath, executable);
    const trial = (await runTrial(
      { scenario: scenario('telling'), modelUrl: TELLING_MODEL, workloadUrl: '' },
      { round: 3, position: 1 },
      {
        ...{ launcher, executable, mock, settings: SETTINGS, bodyPackPath: '', timeoutMs: 60_000 },
        expected: {
          ...{ items: 1, digest: DIGEST },
          http: { requests: 1, bodyBytes: 1, maxInFlight: 1 },
        },
      },
      new AbortController().signal,
    )) as FailedTrial;
    assert.deepEqual(
      [trial.scenario, trial.round, trial.position, trial.status, trial.cause],
      ['telling', 3, 1, 'failed', 'exit-code'],
    );
    const program = join(ROOT, 'harness/trial/main.ts');
    assert.ok(trial.stderr.includes(`runs ${executable} on ${program}`), trial.stderr);
  });
});
