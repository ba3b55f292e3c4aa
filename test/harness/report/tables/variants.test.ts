import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../../harness/analysis/summary.ts';
import { articleTable } from '../../../../harness/report/tables/article.ts';
import { runCharts } from '../../../../harness/report/charts/charts.ts';
import { jsonReport } from '../../../../harness/report/json.ts';
import { pageReport } from '../../../../harness/report/page.ts';
import { rankTable } from '../../../../harness/report/tables/rank.ts';
import { markdownReport } from '../../../../harness/report/report.ts';
import { terminalReport } from '../../../../harness/report/terminal-report.ts';
import { comparisonTable } from '../../../../harness/report/tables/comparison.ts';
import { terminalTable } from '../../../../harness/text/terminal.ts';
import { variantTables } from '../../../../harness/report/tables/variants.ts';
import { PIPE } from '../../../../harness/text/screen.ts';
import { assertGolden } from '../../../support/golden.ts';
import { completedTrial, runOf, scenario, variant } from '../../../support/run.ts';
import { wholeRun } from '../../../support/whole-run.ts';
import { variantsRun } from '../../../support/variants-run.ts';
import { VERBOSE } from '../../../support/shown.ts';

const summary = summarize(variantsRun());
const TITLES = ['single-threaded', 'worker-threads', 'child-processes'].map(
  (model) => `${model} and its variants`,
);

describe('the tables of variants', () => {
  it('are as before', () => {
    const text = variantTables(summary)
      .map((table) => terminalTable(table, PIPE))
      .join('\n\n');
    assertGolden('variants.txt', `${text}\n`);
  });

  it('stand behind the comparison in every report, which fits 80 columns', () => {
    const [terminal, markdown] = [terminalReport(summary, VERBOSE), markdownReport(summary, [])];
    const page = pageReport(summary, []);
    for (const title of TITLES) {
      assert.ok(terminal.includes(`\n\n${title}\n---`), title);
      assert.ok(markdown.includes(`\n## ${title}\n`), title);
      assert.ok(page.includes(`<h2>${title}</h2>`), title);
    }
    for (const line of terminal.split('\n')) assert.ok(line.length <= 80, line);
  });

  it('are not there without variants', () => {
    assert.deepEqual(variantTables(summarize(wholeRun())), []);
  });

  it('fit 80 columns with the widest figures', () => {
    const scenarios = [
      scenario('worker-threads'),
      variant('threads-messages', 'worker-threads', 'tuned'),
    ];
    const trials = scenarios.flatMap(({ id }, index) =>
      [0, 1].map((round) => {
        const times = (1 + 9 * index) * (1 + 0.01 * round);
        return completedTrial(id, round, {
          ...{ wallMs: 9940 * times, cpuMs: 9940 * times, peakPssBytes: 987e6 * times },
        });
      }),
    );
    for (const table of variantTables(summarize(runOf(scenarios, trials)))) {
      for (const line of terminalTable(table, PIPE).split('\n')) assert.ok(line.length <= 80, line);
    }
  });
});

describe('what is about the models', () => {
  it('has no row and no mark of a variant', () => {
    for (const table of [comparisonTable(summary), rankTable(summary), articleTable(summary)]) {
      assert.doesNotMatch(JSON.stringify(table.rows), /single-fetch|threads-tasks/, table.title);
    }
    assert.doesNotMatch(JSON.stringify(runCharts(summary)), /single-fetch|threads-tasks/);
  });
});

describe('the JSON report', () => {
  it('says what is a variant of what, and how it compares', () => {
    const document = JSON.parse(jsonReport(summary)) as {
      readonly scenarios: readonly Record<string, unknown>[];
    };
    const of = (model: string) => document.scenarios.find((one) => one['model'] === model);
    const { variantOf, form, overMain } = of('threads-tasks') ?? assert.fail();
    assert.deepEqual([variantOf, form], ['worker-threads', 'idiomatic']);
    const ratios = overMain as Record<string, { readonly ratio: number }>;
    assert.deepEqual(Object.keys(ratios), ['timeMs', 'cpuMs', 'peakPssBytes']);
    assert.ok(Math.abs((ratios['timeMs']?.ratio ?? 0) - 13.3) < 1e-9);
    assert.deepEqual(
      ['variantOf', 'form', 'overMain'].map((key) => of('worker-threads')?.[key]),
      [null, null, null],
    );
  });
});
