import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { runTrial } from '../../../harness/engine/trial.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import type { Scenario, TrialRecord } from '../../../results/format.ts';
import { scenario } from '../../support/run.ts';

const isLinux = process.platform === 'linux';
const PROGRAM = new URL('../../support/claim-process.ts', import.meta.url);
const PLACE = { phase: 'sample', round: 0, position: 0 } as const;

let launcher: Launcher;

before(async () => {
  launcher = await Launcher.start();
});

after(() => launcher[Symbol.asyncDispose]());

function run(how: string, { timeoutMs = 30_000, value = 7 } = {}): Promise<TrialRecord> {
  const program: Scenario = {
    ...scenario(how),
    ...{ kind: 'program', workload: null, settings: null, mock: null, expected: null },
    input: { how, value },
  };
  return runTrial(
    {
      scenario: program,
      source: { kind: 'program', program: PROGRAM, bodiesOf: null },
      ...{ mock: null, bodyPackPath: 'four', timeoutMs },
    },
    PLACE,
    null,
    { launcher, executable: process.execPath, signal: new AbortController().signal },
  );
}

describe('the trial of a program', () => {
  it('has the figures of the program and the metrics of its tree', async () => {
    const trial = await run('reports');
    assert.ok(trial.status === 'completed');
    assert.deepEqual(trial.figures, { value: 7, bodies: 4 });
    assert.ok((trial.metrics['wallMs'] ?? 0) > 0);
    assert.equal(trial.metrics['messages'], null);
    assert.ok(trial.unavailable['messages'] !== undefined);
    if (!isLinux) return;
    for (const name of ['cpuMs', 'peakRssBytes', 'peakPssBytes']) {
      assert.ok((trial.metrics[name] ?? 0) > 0, name);
      assert.ok(!(name in trial.unavailable), name);
    }
  });

  for (const [how, cause, message] of [
    ['throws', 'exit-code', /^exit code 1: RangeError: as the test says$/],
    ['reports words', 'no-report', /./],
    ['says nothing', 'no-report', /./],
  ] as const) {
    it(`says why a program that ${how} has none`, async () => {
      const trial = await run(how);
      assert.ok(trial.status === 'failed');
      assert.equal(trial.cause, cause);
      assert.match(trial.message, message);
    });
  }

  it('refuses a figure that a run file cannot hold', async () => {
    const trial = await run('reports', { value: 1e300 });
    assert.ok(trial.status === 'failed');
    assert.equal(trial.cause, 'no-report');
  });

  it('ends a program that takes too long', async () => {
    const trial = await run('hangs', { timeoutMs: 1500 });
    assert.ok(trial.status === 'failed');
    assert.equal(trial.cause, 'timeout');
  });

  it('counts a process left behind as a failure', { skip: !isLinux }, async () => {
    const trial = await run('leaves a process');
    assert.ok(trial.status === 'failed');
    assert.equal(trial.cause, 'leftovers');
  });
});
