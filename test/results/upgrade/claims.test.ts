import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { METRIC_NAMES } from '../../../results/metrics.ts';
import { parseRun } from '../../../results/reading.ts';
import { asClaimsFile } from '../../support/old-runs.ts';

const OBSERVED = [
  { claim: 'a', case: 'x', round: 0, outcome: { wallMs: 7, lost: -3 } },
  { claim: 'a', case: 'y', round: 0, outcome: 'killed by SIGKILL' },
  { claim: 'b', case: 'x', round: 0, outcome: { done: 0 } },
];
const RUN = parseRun(JSON.stringify(asClaimsFile(OBSERVED)));

describe('an old file of claims', () => {
  it('is a run of claims whose cases are scenarios', () => {
    assert.deepEqual([RUN.schedule.command, RUN.schedule.warmupRounds], ['claims', 0]);
    assert.deepEqual(
      RUN.scenarios.map(({ id, label, group, kind, model, rounds }) =>
        [id, label, group, kind, model, rounds].join(),
      ),
      ['a/x,x,a,program,x,6', 'a/y,y,a,program,y,6', 'b/x,x,b,program,x,6'],
    );
  });

  it('has the figures of every observation, metrics among the metrics', () => {
    const [first, failed, last] = RUN.trials;
    assert.ok(first?.status === 'completed' && last?.status === 'completed');
    assert.deepEqual([first.metrics['wallMs'], first.figures], [7, { lost: -3 }]);
    assert.deepEqual(Object.keys(first.metrics), METRIC_NAMES);
    assert.equal(first.unavailable['cpuMs'], 'not recorded');
    assert.deepEqual([last.scenario, last.position, last.figures], ['b/x', 0, { done: 0 }]);
    assert.ok(failed?.status === 'failed');
    assert.deepEqual(
      [failed.cause, failed.message, failed.position],
      ['not-recorded', 'killed by SIGKILL', 1],
    );
  });

  it('loses nothing of answers that were measured then', () => {
    const url = new URL('claims-1.json', import.meta.url);
    const text = readFileSync(url, 'utf8');
    const { observations } = JSON.parse(text) as {
      readonly observations: readonly {
        readonly claim: string;
        readonly case: string;
        readonly outcome: { readonly figures: object };
      }[];
    };
    const run = parseRun(text);
    assert.equal(run.status, 'incomplete');
    assert.equal(run.trials.length, observations.length);
    const sorted = (figures: object) => Object.entries(figures).sort();
    for (const [index, trial] of run.trials.entries()) {
      const { claim, case: label, outcome } = observations[index] ?? assert.fail();
      assert.equal(trial.scenario, `${claim}/${label}`);
      assert.ok(trial.status === 'completed');
      const metrics = Object.entries(trial.metrics).filter(([, value]) => value !== null);
      const all = { ...Object.fromEntries(metrics), ...trial.figures };
      assert.deepEqual(sorted(all), sorted(outcome.figures));
    }
  });
});
