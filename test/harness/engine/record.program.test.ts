import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { type RunnableScenario, runTrial } from '../../../harness/engine/trial.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import type { TrialRecord } from '../../../results/format.ts';
import { METRIC_NAMES } from '../../../results/metrics.ts';
import { scenario } from '../../support/run.ts';

const isLinux = process.platform === 'linux';
const PROGRAM = new URL('../../support/claim-process.ts', import.meta.url);

let launcher: Launcher;

before(async () => {
  launcher = await Launcher.start();
});

after(() => launcher[Symbol.asyncDispose]());

function run(how: string, { timeoutMs = 30_000, value = 7 } = {}): Promise<TrialRecord> {
  const runnable: RunnableScenario = {
    scenario: { ...scenario('a/b'), kind: 'program', settings: null, input: { how } },
    source: { kind: 'program', program: PROGRAM, places: { value }, bodiesOf: null },
    ...{ mock: null, promptMock: null, bodyPackPath: 'four', timeoutMs },
  };
  const signal = new AbortController().signal;
  const context = { launcher, executable: process.execPath, signal };
  return runTrial(runnable, { phase: 'sample', round: 0, position: 0 }, null, context);
}

describe('the record of a program', () => {
  it('has its own figures beside those of its tree, and a reason for every other metric', async () => {
    const record = await run('reports');
    assert.ok(record.status === 'completed');
    assert.deepEqual(record.figures, { value: 7, bodies: 4 });
    assert.deepEqual(Object.keys(record.metrics).sort(), METRIC_NAMES.toSorted());
    const nulls = METRIC_NAMES.filter((name) => record.metrics[name] === null);
    assert.deepEqual(Object.keys(record.unavailable).sort(), nulls.sort());
    assert.ok((record.metrics['wallMs'] ?? 0) > 0);
    if (!isLinux) return;
    for (const name of ['cpuMs', 'peakRssBytes', 'peakPssBytes']) {
      assert.ok((record.metrics[name] ?? 0) > 0, name);
    }
  });

  const FAILURES: readonly [how: string, cause: string, message: RegExp][] = [
    ['throws', 'exit-code', /^exit code 1: RangeError: as the test says$/],
    ['reports words', 'no-report', /^it reported no figures$/],
    ['says nothing', 'no-report', /^it reported no figures$/],
  ];
  for (const [how, cause, message] of FAILURES) {
    it(`says why a program that ${how} has none`, async () => {
      const record = await run(how);
      assert.ok(record.status === 'failed');
      assert.equal(record.cause, cause);
      assert.match(record.message, message);
    });
  }

  it('is a failure where a figure is too large for a run file', async () => {
    const record = await run('reports', { value: 1e300 });
    assert.equal(record.status === 'failed' && record.cause, 'no-report');
  });

  it('is a failure where the program takes too long', async () => {
    const record = await run('hangs', { timeoutMs: 1500 });
    assert.equal(record.status === 'failed' && record.cause, 'timeout');
  });

  it('is a failure where a process is left behind', { skip: !isLinux }, async () => {
    const record = await run('leaves a process');
    assert.equal(record.status === 'failed' && record.cause, 'leftovers');
  });
});
