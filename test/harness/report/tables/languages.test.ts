import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { languageTables } from '../../../../harness/report/tables/languages.ts';
import { terminalReport } from '../../../../harness/report/terminal-report.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import type { Cell } from '../../../../harness/text/table.ts';
import { terminalTable } from '../../../../harness/text/terminal.ts';
import { assertGolden } from '../../../support/golden.ts';
import { languagesRun } from '../../../support/languages-run.ts';
import { wholeRun } from '../../../support/whole-run.ts';
import { VERBOSE } from '../../../support/shown.ts';

const run = languagesRun();
const [table] = languageTables(summarize(run));
const cellOf = (row: string, column: string): Cell | undefined => {
  const place = table?.columns.findIndex(({ title }) => title === column) ?? -1;
  return table?.rows.find(([first]) => first?.value === row)?.[place];
};

describe('the table of languages', () => {
  it('is as before', () => {
    assert.ok(table !== undefined);
    assertGolden('languages.txt', `${terminalTable(table, PIPE)}\n`);
  });

  it('is not there where a run has no program', () => {
    assert.deepEqual(languageTables(summarize(wholeRun())), []);
  });

  it('compares with the floor of the same runtime only', () => {
    assert.equal(cellOf('python-threads', 'CPU vs floor')?.value, '3.33x more');
    assert.equal(cellOf('single-threaded', 'CPU vs floor')?.value, '1.99x more');
    assert.equal(cellOf('go-goroutines', 'CPU vs floor')?.value, '');
  });

  it('compares times within a language', () => {
    const times = [
      'single-threaded',
      'worker-threads',
      'python-threads',
      'python-threads-one-pool',
      'go-goroutines',
    ];
    assert.deepEqual(
      times.map((name) => cellOf(name, 'time vs base')?.value),
      ['base', '2.00x faster', 'base', '2.00x slower', ''],
    );
  });

  it('has the published row of the article below the Python program of the same approach', () => {
    const names = table?.rows.map(([first]) => first?.value) ?? [];
    assert.equal(names[names.indexOf('python-threads') + 1], 'Threading (GIL)');
    assert.equal(cellOf('Threading (GIL)', 'language')?.detail, 'the article');
    // Node's model has the same analogue.
    assert.equal(names.filter((name) => name === 'Threading (GIL)').length, 1);
  });

  it('says what was not run, of programs alone', () => {
    assert.equal(cellOf('python-free-threading', 'language')?.value, 'Python');
    assert.equal(cellOf('bun', 'language'), undefined);
  });

  it('explains a variant by the counters in which it differs', () => {
    const note = table?.notes.find((text) => text.startsWith('python-threads-one-pool against'));
    assert.match(note ?? '', /CPU, 2\.00x more .*100 connections per pool instead of 10/);
    assert.ok(!(note ?? '').includes('start-up'));
  });

  it('fits a terminal', () => {
    const lines = terminalReport(summarize(run), VERBOSE).split('\n');
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
  });
});
