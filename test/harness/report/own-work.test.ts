import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { marked } from 'marked';

import { summarize } from '../../../harness/analysis/summary.ts';
import { runCharts } from '../../../harness/report/charts/charts.ts';
import { jsonReport } from '../../../harness/report/json.ts';
import { pageReport } from '../../../harness/report/page.ts';
import { markdownReport } from '../../../harness/report/report.ts';
import { terminalReport } from '../../../harness/report/terminal-report.ts';
import type { RunFile, TrialRecord } from '../../../results/format.ts';
import { parseRun } from '../../../results/reading.ts';
import { assertGolden } from '../../support/golden.ts';
import { ownRun } from '../../support/own-run.ts';
import { completedTrial, failedTrial, invalidTrial } from '../../support/run.ts';
import { VERBOSE } from '../../support/shown.ts';

const ARTICLE =
  /pok[eé]|pkmn|article|\bGIL\b|python|subinterpreter|free.threading|mock|gzip|encoding|request/i;
/** Elements that reports are written with; no text from outside may add one. */
const OWN_MARKUP = /^<\/?(?:br|sub)>$/;

/** What a user's text may hold, without a letter that could be a word of the article. */
const hostile = fc.oneof(
  fc.constantFrom('<script>x</script>', '```\n# x\n```', '|x|x|\n|--|--|', '[x](x)', '\u001b[31m'),
  fc.string({
    unit: fc.constantFrom(...'`|<>&"\'*_[]()#\\~-!$ x1.\n\r\t'.split('')),
    maxLength: 40,
  }),
);
const oneLine = hostile.map((text) => `x${text.replaceAll(/\p{Cc}/gu, ' ')}`.slice(0, 50));
const ms = fc.double({ min: 1e-6, max: 1e9, noNaN: true });

const example = fc.record({
  ...{ item: hostile, kind: hostile, message: hostile },
  stack: fc.option(hostile),
});

/** Trials of one scenario and round, of all kinds. */
function trialOf(id: string, round: number): fc.Arbitrary<TrialRecord> {
  const completed = fc
    .record({
      ...{ wallMs: ms, cpuMs: ms, workersReadyMs: ms, lastResultMs: ms, messages: fc.nat() },
      peakPssBytes: fc.option(fc.integer({ min: 1, max: 1e12 })),
    })
    .map((metrics) => {
      const own = { ...metrics, requests: null, responseBytes: null };
      return { ...completedTrial(id, round, own), served: null };
    });
  const invalid = fc
    .record({ reasons: fc.array(hostile, { minLength: 1 }), examples: fc.array(example) })
    .map((parts) => ({ ...invalidTrial(id, round, ''), ...parts }));
  const failed = fc
    .record({ message: hostile, stderr: hostile })
    .map((parts) => ({ ...failedTrial(id, round), ...parts }));
  return fc.oneof({ weight: 30, arbitrary: completed }, invalid, failed);
}

/** Runs of a user's workload with whatever the user may have written. */
const ownRuns: fc.Arbitrary<RunFile> = fc
  .record({
    ...{ workload: oneLine, file: hostile, summary: hostile, modelFile: fc.option(hostile) },
    params: fc.dictionary(oneLine, fc.oneof(hostile, fc.double({ noNaN: true }), fc.boolean())),
    items: fc.integer({ min: 1, max: 1e7 }),
    itemMs: fc.option(fc.record({ median: ms, max: ms })),
    sharedBytes: fc.option(fc.nat()),
    rounds: fc.integer({ min: 1, max: 9 }),
  })
  .chain(({ params, items, itemMs, rounds, ...parts }) => {
    const run = ownRun();
    const scenarios = run.scenarios.map((scenario) => ({
      ...scenario,
      ...{ ...parts, rounds },
      settings: scenario.settings && { ...scenario.settings, params, items },
      expected: scenario.expected && { ...scenario.expected, items, itemMs },
    }));
    const trials = scenarios.flatMap(({ id }) =>
      Array.from({ length: rounds }, (_, round) => trialOf(id, round)),
    );
    return fc.tuple(...trials).map((all) => ({ ...run, scenarios, trials: all }));
  });

describe("reports of a user's work", () => {
  const summary = summarize(ownRun());

  it('have a fixture that is a run file', () => {
    assert.deepEqual(parseRun(JSON.stringify(ownRun())), ownRun());
  });

  it('are as before in the terminal and in Markdown', () => {
    assertGolden('own-report.txt', `${terminalReport(summary, VERBOSE)}\n`);
    assertGolden('own-report.md', markdownReport(summary, []));
  });

  it('render whatever the user wrote, and never as markup', () => {
    fc.assert(
      fc.property(ownRuns, (run) => {
        const all = summarize(run);
        assertOwnMarkupOnly(markdownReport(all, []));
        const page = pageReport(all, []);
        assert.equal(page.match(/<\/?script/g)?.length, 2);
        assert.doesNotMatch(terminalReport(all, VERBOSE), /(?!\n)\p{Cc}/u);
        JSON.parse(jsonReport(all));
      }),
      { numRuns: 25, seed: 13 },
    );
  });

  it('say nothing of the article', () => {
    fc.assert(
      fc.property(ownRuns, (run) => {
        const all = summarize(run);
        const page = pageReport(all, []).replace(/<(style|script)>[^]*?<\/\1>/g, '');
        for (const text of [terminalReport(all, VERBOSE), markdownReport(all, []), page]) {
          assert.equal(ARTICLE.exec(text)?.[0], undefined);
        }
        // A word of Vega's own.
        const charts = JSON.stringify(runCharts(all)).replaceAll('"encoding":', '');
        assert.equal(ARTICLE.exec(charts)?.[0], undefined);
      }),
      { numRuns: 25, seed: 13 },
    );
  });
});

/** GitHub shows no element, link or heading but those of the report itself. */
function assertOwnMarkupOnly(markdown: string): void {
  const headings: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    if (token.type === 'heading') headings.push((token as { text: string }).text);
    if (token.type === 'html') assert.match(token.raw.trim(), OWN_MARKUP);
    assert.ok(!['image', 'del', 'em', 'codespan'].includes(token.type), token.raw);
    if (token.type === 'link') assert.match(token.raw, /^https?:/);
  });
  assert.equal(new Set(headings).size, headings.length, headings.join('\n'));
}
