import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { decisionTable } from '../../../../harness/report/tables/decision.ts';
import { type Costs, costsRun } from '../../../support/costs-run.ts';

const MODELS = ['single-threaded', 'worker-threads'];

/** What the table says of when worker-threads pays off; in odd rounds an item takes `wobble` times as long. */
function paysOff([startMs, itemMs]: Costs, { wobble = 1, items = 1000, rounds = 8 } = {}) {
  const run = costsRun(MODELS, items, rounds, (model, round) =>
    model === 'single-threaded' ? [100, 2] : [startMs, itemMs * (round % 2 === 1 ? wobble : 1)],
  );
  const { columns, rows, notes } = decisionTable(summarize(run));
  const column = columns.findIndex(({ title }) => title.startsWith('pays off'));
  const [base, cell] = rows.map((row) => row[column]);
  return { base, cell, notes: notes.join('\n') };
}

describe('when to use what', () => {
  it('has the number of items with its interval', () => {
    const { base, cell, notes } = paysOff([400, 0.5], { items: 300 });
    assert.deepEqual(base, { value: 'base' });
    assert.deepEqual(cell, { value: '200', sortBy: 200, detail: '200-200' });
    assert.match(notes, /as fast as single-threaded, below it its 95 % confidence interval/);
  });

  it('has no number where there is none', () => {
    assert.deepEqual(paysOff([100, 1]).cell, { value: 'any number' });
    const below = paysOff([400, 0.5]);
    assert.deepEqual(below.cell, { value: 'below 500', sortBy: 500 });
    assert.match(below.notes, /^Below: .* fewer --items\.$/m);
    assert.deepEqual(paysOff([400, 2.5], { items: 5000 }).cell, { value: 'never' });
    const alike = paysOff([400, 1.9], { wobble: 1.2 });
    assert.deepEqual(alike.cell, { value: 'not known', detail: 'at least 1000' });
    assert.match(alike.notes, /^worker-threads: no difference per item from single-threaded/m);
    const short = paysOff([100, 0], { items: 50 });
    assert.deepEqual(short.cell, { value: 'not known', detail: 'too few items' });
    assert.match(short.notes, /^worker-threads: start-up and warm-up are too large a part/m);
    assert.doesNotMatch(alike.notes, /Pays off from/);
  });

  it('calls a range of few rounds a range', () => {
    assert.match(paysOff([400, 0.5], { rounds: 3, items: 300 }).notes, /full range/);
  });
});
