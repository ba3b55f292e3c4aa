import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { comparisonTable } from '../../../../harness/report/tables/comparison.ts';
import { completedTrial, failedTrial, inRole, runOf, scenario } from '../../../support/run.ts';

/** The first and the last cell of every row. */
function compared(...[scenarios, trials]: Parameters<typeof runOf>) {
  const { rows, notes } = comparisonTable(summarize(runOf(scenarios, trials)));
  return { cells: rows.map((row) => [row[0]?.value, row.at(-1)?.value]), notes: notes.join('\n') };
}

describe('the comparison of the first table', () => {
  const models = ['single-threaded', 'worker-threads'].map((model) => scenario(model));

  it('of a check is over the base of the same model, and says so', () => {
    const scenarios = models.flatMap((one) => [inRole(one, 'base'), inRole(one, 'head')]);
    const times = [100, 50, 80, 20];
    const trials = scenarios.flatMap(({ id }, index) =>
      [0, 1, 2, 3, 4, 5].map((round) => completedTrial(id, round, { wallMs: times[index] ?? 0 })),
    );
    const { cells, notes } = compared(scenarios, trials);
    assert.deepEqual(cells, [
      ['single-threaded@base', 'base'],
      ['single-threaded@head', '2.00x faster'],
      ['worker-threads@base', '1.25x faster'],
      ['worker-threads@head', '4.00x faster'],
    ]);
    assert.match(notes, /^worker-threads@head: its base is worker-threads@base\.$/m);
    assert.doesNotMatch(notes, /^worker-threads@base: its base/m);
  });

  it('is with no baseline that failed', () => {
    const trials = [failedTrial('single-threaded', 0), completedTrial('worker-threads', 0, {})];
    assert.deepEqual(compared(models, trials).cells, [
      ['single-threaded', 'failed'],
      ['worker-threads', ''],
    ]);
  });
});
