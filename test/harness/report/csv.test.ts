import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { csvReport } from '../../../harness/report/csv.ts';
import { assertGolden } from '../../support/golden.ts';
import { liveRun } from '../../support/live-run.ts';
import { ownRun } from '../../support/own-run.ts';

describe('the figures of a run as CSV', () => {
  const text = csvReport([liveRun(), ownRun()].map((run) => summarize(run)));

  it('are as before', () => {
    assertGolden('report.csv', text);
  });

  it('have a row per model under one heading, with a value in every column', () => {
    const [heading = [], ...rows] = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    assert.equal(rows.length, 10);
    assert.equal(new Set(heading).size, heading.length);
    for (const row of rows) assert.equal(row.length, heading.length);
    const single = rows.find(([, model]) => model === 'single-threaded') ?? [];
    const of = (title: string) => single[heading.indexOf(title)];
    assert.deepEqual(['time_ratio', 'time_ratio_low', 'launches', 'items'].map(of), [
      '1',
      '1',
      '8',
      '1000',
    ]);
  });

  it('have none of a model that failed', () => {
    const broken = text.split('\r\n').find((line) => line.startsWith('fetch-pokemon,broken,'));
    assert.match(broken ?? '', /^fetch-pokemon,broken,model,invalid,1000,\d+,0,+$/);
  });
});
