import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { describe, it } from 'node:test';

import { answer } from '../../../harness/analysis/answer.ts';
import { type Summary, summarize } from '../../../harness/analysis/summary.ts';
import { terminalMarkdown, terminalReport } from '../../../harness/report/terminal-report.ts';
import { PIPE, type Screen } from '../../../harness/text/screen.ts';
import { assertGolden } from '../../support/golden.ts';
import { liveRun } from '../../support/live-run.ts';
import { ownRun } from '../../support/own-run.ts';
import { variantsRun } from '../../support/variants-run.ts';

const page = 'results/latest/report.html';
const live = summarize(liveRun());

function shown(summary: Summary, screen: Screen, verbose = false): string {
  return terminalReport(summary, { screen, verbose, page });
}

/** Up to the first line that is empty twice in front of what is not the table. */
function tableOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const [first = 0] = lines.flatMap((line, index) =>
    /^(?:problem|warning|Use|No) ?/.test(line) ? index : [],
  );
  return lines.slice(0, first - 1);
}

describe('the report in a terminal', () => {
  for (const columns of [40, 60, 80, 140]) {
    it(`fits ${columns} columns, its table 20 lines`, () => {
      const plain = shown(live, { columns, styled: false });
      assertGolden(`terminal-${columns}.txt`, `${plain}\n`);
      for (const summary of [live, ...[ownRun(), variantsRun()].map((run) => summarize(run))]) {
        for (const styled of [true, false]) {
          const text = stripVTControlCharacters(shown(summary, { columns, styled }));
          const long = text.split('\n').filter((line) => line.length > columns);
          assert.deepEqual(long, []);
          assert.ok(tableOf(text).length <= 20, text);
        }
      }
    });
  }

  it('ends with the three sentences of the answer and the path of the report', () => {
    const { recommendation, cost, confidence } = answer(live);
    const text = shown(live, PIPE).replaceAll('\n', ' ');
    assert.ok(text.endsWith(` ${recommendation} ${cost} ${confidence} Report: ${page}`));
  });

  it('has at most five warnings, and says how many more the report has', () => {
    const run = liveRun();
    const [first] = run.trials.filter(({ status }) => status === 'failed');
    assert.ok(first?.status === 'failed');
    const failed = Array.from({ length: 8 }, (_, index) => ({
      ...{ ...first, round: 20 + index, message: `reason ${index}` },
    }));
    const text = shown(summarize({ ...run, trials: [...run.trials, ...failed] }), PIPE);
    const said = text.split('\n').filter((line) => /^(problem|warning): /.test(line));
    assert.equal(said.length, 5);
    assert.match(text, /^\d+ more in the report\.$/m);
  });

  it('has colours and bars on a screen that shows them', () => {
    const text = shown(live, { columns: 80, styled: true });
    assertGolden('terminal-styled.txt', `${text}\n`);
  });

  it('has all tables first when asked', () => {
    const text = shown(live, PIPE, true);
    assert.match(text, /^Start to exit\n-+\n/);
    assert.ok(text.endsWith(`\n\n${shown(live, PIPE)}`));
  });
});

describe('the same in Markdown', () => {
  it('has the table and the answer of every run', () => {
    assertGolden('terminal.md', terminalMarkdown([live, summarize(ownRun())]));
  });
});
