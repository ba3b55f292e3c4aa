import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { csvReport } from '../../../../harness/report/csv.ts';
import { compareDocument } from '../../../../harness/report/json.ts';
import { comparisonTable } from '../../../../harness/report/tables/comparison.ts';
import { costsTable } from '../../../../harness/report/tables/costs.ts';
import { wholeRun } from '../../../support/whole-run.ts';

const reason = 'no go in PATH: install it from https://go.dev';
const missing = { id: 'go-goroutines', label: 'go-goroutines', model: 'go-goroutines' };
const where = { runtime: 'go', language: 'Go' };
const summary = summarize({ ...wholeRun(), notRun: [{ ...missing, ...where, reason }] });

describe('what cannot run here', () => {
  it('is the last row of the tables, as wide as the others, with its reason below', () => {
    for (const { rows, columns, notes } of [comparisonTable(summary), costsTable(summary)]) {
      const last = rows.at(-1)?.map(({ value }) => value) ?? [];
      assert.equal(last.length, columns.length);
      assert.deepEqual([...new Set(last)], ['go-goroutines', 'not run']);
      assert.equal(notes.at(-1), `go-goroutines: not run: ${reason}`);
    }
  });

  it('stands in JSON and CSV', () => {
    const { notRun } = compareDocument(summary);
    assert.deepEqual(notRun, [{ model: 'go-goroutines', runtime: 'go', reason }]);
    const [heading = '', ...rows] = csvReport([summary]).trim().split(/\r?\n/);
    assert.match(rows.at(-1) ?? '', /^,go-goroutines,model,not run,/);
    assert.equal(rows.at(-1)?.split(',').length, heading.split(',').length);
  });
});
