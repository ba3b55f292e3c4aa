import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { pageReport } from '../../../harness/report/page.ts';
import { reportTables } from '../../../harness/report/tables/tables.ts';
import { detailedRun } from '../../support/detailed-run.ts';
import { failedLaunch, liveRun } from '../../support/live-run.ts';
import {
  completedTrial,
  ENVIRONMENT,
  failedTrial,
  invalidTrial,
  runOf,
  scenario,
} from '../../support/run.ts';

const GOLDEN = join(import.meta.dirname, '../../golden/report.html');
const HOSTILE = `--></script></style><script>alert(1)</script><img src=x onerror="alert(1)">'&\u202e\u001b[31m`;

describe('the page', () => {
  it('is as before, charts left out', () => {
    const page = pageReport(summarize(detailedRun()), []);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, page);
    assert.ok(
      readFileSync(GOLDEN, 'utf8') === page,
      'report.html differs; if rightly: UPDATE_GOLDEN=1',
    );
  });

  it('shows every launch, and why one failed', () => {
    const run = liveRun();
    const failed = failedLaunch(8, 'worker-threads', HOSTILE);
    const page = pageReport(summarize({ ...run, launches: [...run.launches, failed] }), []);
    assert.ok(page.includes('<summary>Launches: 9 of 10 completed</summary>'));
    assert.ok(page.includes('<summary>pilot: 80 slices of 20 items</summary>'));
    assert.ok(page.includes('<summary>launch 8: failed</summary>'));
    assert.ok(!page.includes('<script>alert'));
  });

  it('shows every table, every trial, and how to run it again', () => {
    const run = detailedRun();
    const page = pageReport(summarize(run), []);
    for (const { title } of reportTables(summarize(run))) {
      assert.ok(page.includes(`<h2>${title.replaceAll("'", '&#39;')}</h2>`), title);
    }
    const trials = page.match(/<details><summary>(?:warm-up|round) /g) ?? [];
    assert.equal(trials.length, run.trials.length);
    assert.ok(page.includes('Again: npm run compare -- --rounds 7'));
  });

  it('loads nothing', () => {
    const page = pageReport(summarize(detailedRun()), []);
    assert.doesNotMatch(page, /<(?:link|img|iframe|script src|base|form)\b|@import|url\(/);
    assert.match(
      page,
      /default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'/,
    );
  });

  it('lets nothing from outside become markup, wherever it stands', () => {
    const model = scenario(HOSTILE);
    const run = runOf(
      [{ ...model, analogue: HOSTILE, summary: HOSTILE, workload: HOSTILE, runtime: HOSTILE }],
      [
        {
          ...completedTrial(HOSTILE, 0, { peakPssBytes: null }),
          digest: HOSTILE,
          startedAt: HOSTILE,
          unavailable: { peakPssBytes: HOSTILE },
        },
        { ...failedTrial(HOSTILE, 1, HOSTILE), stderr: HOSTILE, signal: HOSTILE },
        { ...invalidTrial(HOSTILE, 2, HOSTILE), failuresByKind: { [HOSTILE]: 1 }, digest: HOSTILE },
      ],
      { startedAt: HOSTILE },
    );
    const hostile = {
      ...run,
      schedule: { ...run.schedule, arguments: [HOSTILE] },
      environments: [{ ...ENVIRONMENT, cpuModel: HOSTILE, packages: { [HOSTILE]: HOSTILE } }],
    };
    const page = pageReport(summarize(hostile), []);
    assert.equal(page.match(/<\/?script/g)?.length, 2);
    assert.equal(page.match(/<\/?style/g)?.length, 2);
    assert.doesNotMatch(page.replaceAll('\n', ''), /<img|[\p{Cc}\p{Bidi_Control}]/u);
    assert.ok(page.includes('&lt;/script&gt;'));
  });
});
