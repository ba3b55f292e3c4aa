import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { decisionTable } from '../../../../harness/report/tables/decision.ts';
import { type Costs, costsRun, withLaunches } from '../../../support/costs-run.ts';

const MODELS = ['single-threaded', 'worker-threads'];

/** What the table says of when worker-threads pays off; in odd launches an item takes `wobble` times as long. */
function paysOff(
  [startMs, itemMs]: Costs,
  { wobble = 1, items = 100, launches = 8, liveMs = itemMs } = {},
) {
  const jobs = costsRun(MODELS, items, 8, (model) =>
    model === 'single-threaded' ? [100, 2] : [startMs, itemMs],
  );
  const run = withLaunches(jobs, launches, (model, round) =>
    model === 'single-threaded' ? 2 : liveMs * (round % 2 === 1 ? wobble : 1),
  );
  const { columns, rows, notes } = decisionTable(summarize(run));
  const column = columns.findIndex(({ title }) => title.startsWith('pays off'));
  const [base, cell] = rows.map((row) => row[column]);
  return { base, cell, notes: notes.join('\n') };
}

describe('when to use what', () => {
  it('has the number of items with its interval', () => {
    const { base, cell, notes } = paysOff([400, 0.5]);
    assert.deepEqual(base, { value: 'base' });
    assert.deepEqual(cell, { value: '200', sortBy: 200, detail: '200-200' });
    assert.match(notes, /as long as one of single-threaded, below it its 95 % confidence interval/);
  });

  it('has no number where there is none', () => {
    assert.deepEqual(paysOff([100, 1]).cell, { value: 'any number' });
    assert.deepEqual(paysOff([400, 2.5]).cell, { value: 'never' });
    const below = paysOff([400, 0.5], { items: 500 });
    assert.deepEqual(below.cell, { value: 'below 500', sortBy: 500 });
    assert.match(below.notes, /^Below: .* fewer --items finds/m);
    const alike = paysOff([400, 2], { liveMs: 1.9, wobble: 1.2 });
    assert.deepEqual(alike.cell, { value: 'not known', detail: 'at least 100' });
    assert.match(alike.notes, /^worker-threads: no difference per item from single-threaded/m);
    assert.doesNotMatch(alike.notes, /Pays off from/);
  });

  it('says until how many items a model is faster that is slower once up', () => {
    const { cell, notes } = paysOff([20, 2.2]);
    assert.deepEqual(cell, { value: 'until 400', sortBy: 400, detail: '400-400' });
    assert.match(notes, /^Until: with more items it is slower than single-threaded\.$/m);
  });

  it('says no number from too few launches', () => {
    assert.deepEqual(paysOff([400, 0.5], { launches: 3 }).cell, { value: 'n/a' });
  });

  it('says plainly that once up was not measured', () => {
    const { cell, notes } = paysOff([400, 0.5], { launches: 0 });
    assert.deepEqual(cell, { value: 'n/a' });
    assert.match(notes, /^Once up was not measured, /m);
  });
});
