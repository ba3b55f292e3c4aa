import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { decisions } from '../../../harness/analysis/decisions.ts';
import { summarize } from '../../../harness/analysis/summary.ts';
import type { RunFile } from '../../../results/format.ts';
import { costsRun, withLaunches } from '../../support/costs-run.ts';

const MODELS = ['single-threaded', 'worker-threads'];

function rows(run: RunFile) {
  return new Map(decisions(summarize(run)).map((row) => [row.model.scenario.id, row]));
}

/** `worker-threads` with other metrics than in the run. */
function withMetrics(run: RunFile, metrics: Readonly<Record<string, number | null>>): RunFile {
  const trials = run.trials.map((trial) =>
    trial.scenario === 'worker-threads' && trial.status === 'completed'
      ? { ...trial, metrics: { ...trial.metrics, ...metrics } }
      : trial,
  );
  return { ...run, trials };
}

describe('decisions', () => {
  const jobs = costsRun(MODELS, 1000, 8, (model) =>
    model === 'single-threaded' ? [100, 2] : [400, 1],
  );
  const run = withLaunches(jobs, 8, (model) => (model === 'single-threaded' ? 2 : 1));

  it('say what a model costs to start', () => {
    const { startMs } = rows(run).get('worker-threads') ?? assert.fail();
    assert.ok(Math.abs((startMs?.estimate ?? 0) - 400) < 1e-6);
  });

  it('know no number of items where once up was not measured', () => {
    const { payOff, cpu } = rows(jobs).get('worker-threads') ?? assert.fail();
    assert.equal(payOff, null);
    assert.equal(cpu?.ratio, 1);
  });

  it('compare with the baseline, which is not compared with itself', () => {
    const costly = rows(withMetrics(run, { peakPssBytes: 160e6, cpuMs: 1600 }));
    const { payOff, memory, cpu } = costly.get('worker-threads') ?? assert.fail();
    assert.equal(payOff?.kind, 'below');
    assert.deepEqual([memory?.ratio.toFixed(6), cpu?.ratio.toFixed(6)], ['2.000000', '2.000000']);
    const base = costly.get('single-threaded') ?? assert.fail();
    assert.ok(base.isBaseline);
    assert.deepEqual([base.payOff, base.memory, base.cpu], [null, null, null]);
  });

  it('take peak RSS where PSS cannot be had', () => {
    const odd = withMetrics(run, { peakPssBytes: null, peakRssBytes: 360e6 });
    assert.equal(rows(odd).get('worker-threads')?.memory?.ratio.toFixed(6), '3.000000');
  });

  it('are without comparison where there is no baseline', () => {
    const alone = costsRun(['worker-threads'], 1000, 8, () => [400, 1]);
    const { payOff, memory, isBaseline } = rows(alone).get('worker-threads') ?? assert.fail();
    assert.deepEqual([payOff, memory, isBaseline], [null, null, false]);
  });
});
