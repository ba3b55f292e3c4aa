import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { csvReport } from '../../../../harness/report/csv.ts';
import { compareDocument } from '../../../../harness/report/json.ts';
import { runtimeMatrices, runtimeTables } from '../../../../harness/report/tables/runtimes.ts';
import { reportTables } from '../../../../harness/report/tables/tables.ts';
import { terminalMarkdown, terminalReport } from '../../../../harness/report/terminal-report.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import { assertGolden } from '../../../support/golden.ts';
import { wholeRun } from '../../../support/whole-run.ts';
import { BUN, runtimesRun } from '../../../support/runtimes-run.ts';

const summary = summarize(runtimesRun());

describe('the table of runtimes', () => {
  it('has every model under every runtime, beside the same model at home', () => {
    const [table, ...more] = runtimeTables(summary);
    assert.ok(table !== undefined && more.length === 0);
    const home = table.columns.findIndex(({ title }) => title === 'time vs node 26.10.0');
    const shown = table.rows.map((row) => [row[0]?.value, row[1]?.value, row[home]?.value]);
    assert.deepEqual(shown.slice(0, 3), [
      ['single-threaded', 'node 22.19.0', '1.25x slower'],
      ['single-threaded', 'node 26.10.0', 'home'],
      ['single-threaded', BUN, '2.00x faster'],
    ]);
    assert.deepEqual(shown.slice(-2), [
      ['child-processes', BUN, 'not run'],
      ['bare-work', 'deno', 'not run'],
    ]);
    for (const row of table.rows) assert.equal(row.length, table.columns.length);
  });

  it('stands in no report of one runtime, and leaves the other tables to the home runtime', () => {
    assert.deepEqual(runtimeTables(summarize(wholeRun())), []);
    assert.deepEqual(runtimeMatrices(summarize(wholeRun())), []);
    const others = reportTables(summary).filter(
      ({ title }) => title !== 'Runtimes' && title !== 'Findings',
    );
    for (const { title, rows } of others) {
      for (const [first] of rows) assert.doesNotMatch(first?.value ?? '', / on /, title);
    }
  });

  it('is shown as it was', () => {
    assertGolden('runtimes.md', terminalMarkdown([summary]));
    assertGolden(
      'runtimes.txt',
      terminalReport(summary, { screen: PIPE, verbose: false, page: null }),
    );
  });

  it('stands in JSON and CSV', () => {
    const { runtimes, scenarios } = compareDocument(summary);
    assert.equal(runtimes.length, 4);
    const [one] = scenarios.filter(
      ({ runtime, model }) => runtime === BUN && model === 'worker-threads',
    );
    assert.equal(one?.overHome?.ratio.toFixed(6), '0.500000');
    assert.match(csvReport([summary]), /,worker-threads on bun 1\.4\.5,model,completed,/);
  });
});
