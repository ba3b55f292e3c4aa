import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { answer } from '../../../harness/analysis/answer.ts';
import { summarize, type Summary } from '../../../harness/analysis/summary.ts';
import { markdownReport } from '../../../harness/report/report.ts';
import { terminalReport } from '../../../harness/report/terminal-report.ts';
import { PIPE } from '../../../harness/text/screen.ts';
import { ownRun } from '../../support/own-run.ts';
import { liveRun } from '../../support/live-run.ts';
import { randomRuns } from '../../support/random-run.ts';
import {
  costStatements,
  nameOf,
  type ShownTable,
  type Statement,
  tablesOf,
  tableStatements,
  timeStatements,
} from '../../support/report-statements.ts';
import { runtimesRun } from '../../support/runtimes-run.ts';
import { variantsRun } from '../../support/variants-run.ts';

const RUNS = { numRuns: 70, seed: 15 };

/** What a report says, its answer taken apart. */
function read(summary: Summary) {
  const markdown = markdownReport(summary, []);
  const tables = tablesOf(markdown);
  const { recommendation, cost } = answer(summary);
  const plain = markdown.replaceAll('\\', '');
  for (const sentence of [recommendation, cost]) assert.ok(plain.includes(sentence), sentence);
  const [, best] = /^Use ([\w-]+)/.exec(recommendation) ?? [];
  const [asJob, asServer = ''] = cost.split(/once up, as in a server,/i);
  const [, server] = /^ use ([\w-]+):/.exec(asServer) ?? [];
  const statements: readonly Statement[] = [
    ...tables.flatMap(tableStatements),
    ...(best === undefined ? [] : timeStatements(recommendation, best, 'time')),
    ...(best === undefined ? [] : costStatements(asJob ?? '', best)),
    ...(server === undefined ? [] : timeStatements(asServer, server, 'time once up')),
  ];
  return { markdown, tables, statements, best, server };
}

describe('a whole report', () => {
  it('says one thing of each two models, in one direction', () => {
    fc.assert(
      fc.property(randomRuns, (run) => {
        const { statements, markdown } = read(summarize(run));
        assertAgreement(statements);
        assert.doesNotMatch(markdown, /\b0\.\d+x|÷|speed-up/);
      }),
      RUNS,
    );
    for (const run of [liveRun(), ownRun(), variantsRun(), runtimesRun()]) {
      const { statements } = read(summarize(run));
      assert.ok(statements.length > 6);
      assertAgreement(statements);
    }
  });

  it('ranks, recommends and calls lowest what it says is faster', () => {
    fc.assert(
      fc.property(randomRuns, (run) => {
        const { tables, statements, markdown, best, server } = read(summarize(run));
        // Which runtime to use is not what a run recommends.
        const here = statements.filter(({ pair }) => !pair.some((name) => name.includes(' on ')));
        const faster = [...here, ...rankStatements(tables)];
        for (const [quantity, used, lowest] of [
          ['time', best, /Lowest time: ([^.(]*)/],
          ['time once up', server, /Lowest time per item once up: ([^.(]*)/],
        ] as const) {
          const slow = faster.flatMap(({ pair: [a, b], sign, ...one }) =>
            one.quantity !== quantity || sign === 0 ? [] : [sign > 0 ? a : b],
          );
          const [, names = ''] = lowest.exec(markdown) ?? [];
          const first = names.trim().split(/, | or /);
          for (const model of first)
            assert.ok(!slow.includes(model), `${model} is slower: ${names}`);
          if (used !== undefined) assert.ok(first.includes(used), `use ${used}, lowest ${names}`);
        }
      }),
      RUNS,
    );
  });

  it('says nothing of what was not measured', () => {
    fc.assert(
      fc.property(randomRuns, (run) => {
        const summary = summarize(run);
        const { markdown, tables } = read(summary);
        const terminal = terminalReport(summary, { screen: PIPE, verbose: true, page: null });
        assert.ok(flat(terminal).endsWith(flat(Object.values(answer(summary)).slice(1).join(' '))));
        for (const text of [markdown, terminal]) {
          assert.doesNotMatch(text, /NaN|undefined|Infinity|\[object|\bnull\b/);
        }
        const measured = summary.scenarios.filter(({ valid }) => valid);
        const models = measured.filter(({ scenario }) => scenario.kind === 'model');
        if (measured.length === 0) assert.doesNotMatch(markdown, /interval/);
        if (models.length === 0) assert.doesNotMatch(markdown, /isolation|Isolation|[Rr]ank/);
        const runtimes = new Set(measured.map(({ scenario }) => scenario.runtime));
        if (models.length < 2 && runtimes.size < 2) {
          assert.doesNotMatch(markdown, /slower|faster than|Lowest/);
        }
        if (run.launches.length === 0) assert.doesNotMatch(markdown, /p99 is|In slices/);
        const bad = summary.scenarios.filter(({ valid }) => !valid);
        for (const { scenario } of bad) assertWithoutFigures(tables, scenario.label);
      }),
      RUNS,
    );
  });
});

/** Of two models in one quantity every place says the same, with the same figure. */
function assertAgreement(statements: readonly Statement[]): void {
  const turned = statements.map(({ pair: [a, b], sign, ...one }) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const direction = sign === 0 ? 0 : a < b ? sign : -sign;
    return { key: `${one.quantity}: ${low}, ${high}`, says: `${direction} ${one.ratio}`, ...one };
  });
  for (const [key, all] of Map.groupBy(turned, (one) => one.key)) {
    const different = Map.groupBy(all, ({ says }) => says);
    assert.equal(different.size, 1, `${key}: ${JSON.stringify(all)}`);
  }
}

/** A model that ranks behind another was shown to take more than one of the first. */
function rankStatements(tables: readonly ShownTable[]): readonly Statement[] {
  const ranks = tables.find(({ title }) => title === 'Ranks and spread');
  if (ranks === undefined) return [];
  const titles = { time: 'time', 'time per item once up': 'time once up' };
  return Object.entries(titles).flatMap(([title, quantity]) => {
    const index = ranks.columns.indexOf(title);
    return ranks.rows.flatMap((row) => {
      const place = Number(nameOf(row[index] ?? ''));
      const pair = [nameOf(row[0] ?? ''), ''] as const;
      return place > 1 ? [{ quantity, pair, sign: 1, ratio: '', where: 'Ranks' }] : [];
    });
  });
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function assertWithoutFigures(tables: readonly ShownTable[], label: string): void {
  for (const { title, rows } of tables.filter(({ title: one }) => FIGURES.includes(one))) {
    const [, ...cells] = rows.find(([name = '']) => nameOf(name) === label) ?? [];
    for (const cell of cells)
      assert.match(cell, /^(?:invalid|failed|no trials|not run|n\/a)?$/, title);
  }
}

const FIGURES = ['Start to exit', 'Once up', 'Ranks and spread', 'Phases', 'When to use what'];
