import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { jsonReport } from '../../../harness/report/json.ts';
import { pageReport } from '../../../harness/report/page.ts';
import { markdownReport } from '../../../harness/report/report.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';

/** How often a report reads a trial of a run of so many rounds. */
function readsOf(rounds: number): number {
  const models = ['single-threaded', 'worker-threads', 'child-processes'];
  const trials = Array.from({ length: rounds }, (_, round) =>
    models.map((model, index) => {
      const wobble = 1 + ((round * 7) % 11) / 100 + index / 10;
      return completedTrial(model, round, { wallMs: 1000 * wobble, cpuMs: 800 * wobble });
    }),
  ).flat();
  let reads = 0;
  const run = {
    ...runOf(
      models.map((model) => scenario(model)),
      trials,
      { rounds, warmupRounds: 0 },
    ),
    trials: new Proxy(trials, {
      get(target, key, receiver): unknown {
        reads += 1;
        return Reflect.get(target, key, receiver);
      },
    }),
  };
  const summary = summarize(run);
  for (const text of [markdownReport(summary, []), pageReport(summary, []), jsonReport(summary)]) {
    assert.ok(text.length > 0);
  }
  return reads;
}

describe('a report', () => {
  it('reads trials in proportion to the rounds', () => {
    const [few, many] = [readsOf(25), readsOf(100)];
    assert.ok(many < 4.5 * few, `${few} reads of 25 rounds, ${many} of 100`);
  });
});
