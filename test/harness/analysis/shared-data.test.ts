import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sharedDataCosts } from '../../../harness/analysis/shared-data.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import type { RunFile, Scenario } from '../../../results/format.ts';
import { ownRun } from '../../support/own-run.ts';

function copies(run: RunFile) {
  return sharedDataCosts(summarize(run)).map(({ model, copies: count }) => [
    model.scenario.id,
    count,
  ]);
}

function withScenarios(change: Partial<Scenario>): RunFile {
  const run = ownRun();
  return { ...run, scenarios: run.scenarios.map((one) => ({ ...one, ...change })) };
}

describe('sharedDataCosts', () => {
  it('count a copy for every process that works, and one for all threads', () => {
    assert.deepEqual(copies(ownRun()), [
      ['single-threaded', 1],
      ['worker-threads', 1],
      ['child-processes', 4],
    ]);
    assert.deepEqual(copies(withScenarios({ isolation: 'process', sharing: 'bytes' }))[0], [
      ...['single-threaded', 1],
    ]);
    assert.deepEqual(copies(withScenarios({ isolation: 'thread', sharing: 'nothing' }))[0], [
      ...['single-threaded', 1],
    ]);
  });

  it('have beside it the memory above the baseline, as measured', () => {
    const [base, threads, processes] = sharedDataCosts(summarize(ownRun()));
    assert.ok(base?.isBaseline === true && base.overBaseline === null);
    assert.equal(threads?.overBaseline?.estimate, 95e6);
    assert.equal(processes?.overBaseline?.estimate, 425e6);
  });

  it('are none where nothing is shared, and unknown for a model that does not say', () => {
    assert.deepEqual(copies(withScenarios({ sharedBytes: null })), []);
    assert.equal(copies(withScenarios({ isolation: null }))[0]?.[1], null);
  });
});
