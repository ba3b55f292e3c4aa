import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { HarnessError } from '../../../harness/errors.ts';
import { csvReport } from '../../../harness/report/csv.ts';
import { openExports } from '../../../harness/report/exports.ts';
import { terminalMarkdown } from '../../../harness/report/terminal-report.ts';
import { liveRun } from '../../support/live-run.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('exports', () => {
  const summary = summarize(liveRun());

  it('write every run into the files that were asked for, and replace what was there', () => {
    const [markdown, csv] = [join(folder, 'a.md'), join(folder, 'a.csv')];
    writeFileSync(csv, 'before');
    const write = openExports({ 'export-markdown': markdown, 'export-csv': csv });
    assert.deepEqual(
      [markdown, csv].map((path) => readFileSync(path, 'utf8')),
      ['', 'before'],
    );
    write([summary]);
    write([summary, summary]);
    assert.equal(readFileSync(markdown, 'utf8'), terminalMarkdown([summary, summary]));
    assert.equal(readFileSync(csv, 'utf8'), csvReport([summary, summary]));
  });

  it('write nothing that was not asked for', () => {
    openExports({})([summary]);
  });

  it('refuse a file that cannot be written before anything is measured', () => {
    for (const path of [folder, join(folder, 'not', 'there.csv')]) {
      assert.throws(
        () => openExports({ 'export-csv': path }),
        (error) => error instanceof HarnessError && error.code === 'output-not-writable',
      );
    }
  });
});
