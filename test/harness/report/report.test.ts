import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { jsonReport } from '../../../harness/report/json.ts';
import { markdownReport } from '../../../harness/report/report.ts';
import { terminalReport } from '../../../harness/report/terminal-report.ts';
import { terminalTables } from '../../../harness/report/tables/tables.ts';
import { findingsTable } from '../../../harness/report/tables/findings.ts';
import { htmlTable } from '../../../harness/text/html.ts';
import { markdownTable } from '../../../harness/text/markdown.ts';
import { terminalTable } from '../../../harness/text/terminal.ts';
import { PIPE } from '../../../harness/text/screen.ts';
import { parseRun } from '../../../results/reading.ts';
import { assertGolden } from '../../support/golden.ts';
import { liveRun } from '../../support/live-run.ts';
import { completedTrial, runOf, scenario } from '../../support/run.ts';
import { wholeRun } from '../../support/whole-run.ts';
import { VERBOSE } from '../../support/shown.ts';

const summary = summarize(liveRun());

describe('the reports of a run', () => {
  it('have a fixture that is a run file', () => {
    assert.deepEqual(parseRun(JSON.stringify(liveRun())), liveRun());
  });

  it('are as before in the terminal', () => {
    assertGolden('report.txt', `${terminalReport(summary, VERBOSE)}\n`);
  });

  it('are as before in Markdown', () => {
    assertGolden('report.md', markdownReport(summary, []));
  });

  it('are as before in JSON', () => {
    assertGolden('report.json', `${jsonReport(summary)}\n`);
  });

  it('fit 80 columns', () => {
    for (const line of terminalReport(summary, VERBOSE).split('\n')) {
      assert.ok(line.length <= 80, `${line.length}: ${line}`);
    }
  });

  it('fit 80 columns with the widest figures', () => {
    const models = ['single-threaded', 'child-processes'];
    const widest = { wallMs: 99_940, cpuMs: 99_940, peakRssBytes: 9876e6, peakPssBytes: 9876e6 };
    const trials = models.map((model, index) =>
      completedTrial(model, 0, { ...widest, wallMs: widest.wallMs / (1 + 60 * index) }),
    );
    const run = runOf(
      models.map((model) => scenario(model)),
      trials,
    );
    for (const table of terminalTables(summarize(run))) {
      for (const line of terminalTable(table, PIPE).split('\n')) {
        assert.ok(line.length <= 80, `${line.length}: ${line}`);
      }
    }
  });

  it('show a table without rows as its notes alone', () => {
    const table = findingsTable([]);
    const note = 'None: nothing odd was seen.';
    assert.equal(terminalTable(table, PIPE), `Findings\n--------\n${note}`);
    assert.equal(markdownTable(table), `## Findings\n\n${note}`);
    assert.equal(htmlTable(table), `<p class="note">${note}</p>`);
  });

  it('say that a run is incomplete', () => {
    const incomplete = summarize({ ...wholeRun(), status: 'incomplete' });
    const said = 'the run was interrupted after 40 trials.';
    assert.ok(terminalReport(incomplete, VERBOSE).replaceAll('\n', ' ').includes(said));
    assert.ok(markdownReport(incomplete, []).includes(said));
    assert.equal((JSON.parse(jsonReport(incomplete)) as { status: string }).status, 'incomplete');
  });

  it('say how many rounds the medians are of, not how many were asked for', () => {
    const scenarios = [scenario('single-threaded'), scenario('child-processes')];
    const [first = '', second = ''] = scenarios.map(({ id }) => id);
    const trials = [0, 1, 2].map((round) => completedTrial(first, round, {}));
    const equal = runOf(scenarios, [
      ...trials.slice(1),
      completedTrial(second, 1, {}),
      completedTrial(second, 2, {}),
    ]);
    const unequal = runOf(scenarios, [...trials, completedTrial(second, 0, {})]);
    assert.match(terminalReport(summarize(equal), VERBOSE), /Medians of 2 rounds, /);
    assert.match(terminalReport(summarize(unequal), VERBOSE), /Medians of 1 to 3 rounds, /);
  });

  it('show no figure of a model that failed once', () => {
    const row = terminalReport(summary, VERBOSE)
      .split('\n')
      .find((line) => line.startsWith('broken'));
    assert.match(row ?? '', /^broken( +invalid){6}$/);
  });

  it('make do with a run without trials', () => {
    const empty = summarize(runOf([scenario('single-threaded')], []));
    assert.match(terminalReport(empty, VERBOSE), /single-threaded +no trials/);
    assert.ok(markdownReport(empty, []).includes('no trials'));
  });
});
