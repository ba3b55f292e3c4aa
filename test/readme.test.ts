import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { summarize } from '../harness/analysis/summary.ts';
import { allClaims, namesOf } from '../harness/catalog.ts';
import { judgeClaims } from '../harness/claims/judging.ts';
import { COMPARE_FLAGS } from '../harness/compare/options.ts';
import { HELP_FLAG } from '../mock-server/flags.ts';
import { runCharts } from '../harness/report/charts/charts.ts';
import { drawCharts } from '../harness/drawing/draw.ts';
import { claimsFiles } from '../harness/claims/report/files.ts';
import { reportFiles } from '../harness/report/files.ts';
import { markdownTable } from '../harness/text/markdown.ts';
import { pictureMarkdown } from '../harness/drawing/picture.ts';
import { comparisonTable } from '../harness/report/tables/comparison.ts';
import { onceUpTable } from '../harness/report/tables/once-up.ts';
import type { Table } from '../harness/text/table.ts';
import { parseRun } from '../results/reading.ts';
import { nodeModels } from './support/own-modules.ts';

const ROOT = new URL('../', import.meta.url);
const README = new URL('README.md', ROOT);
const EXAMPLE = 'results/reference/markdown';
/** Of an example, of the default work, and of work so long that start-up no longer counts. */
const REFERENCES = [
  { folder: EXAMPLE, chartInReadme: true },
  { folder: 'results/reference', chartInReadme: true },
  { folder: 'results/reference/long', chartInReadme: false },
];

function readProjectFile(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

for (const { folder, chartInReadme } of REFERENCES) {
  describe(`the run in ${folder}`, () => {
    const run = parseRun(readProjectFile(`${folder}/run.json`));

    it('is complete, and valid in every model', () => {
      assert.equal(run.status, 'complete');
      assert.deepEqual(
        summarize(run).scenarios.filter(({ valid }) => !valid),
        [],
      );
    });

    it('has the report that stands beside it', async () => {
      for (const { path, text } of await reportFiles(summarize(run))) {
        assertGolden(new URL(`${folder}/${path}`, ROOT), text);
      }
    });

    it('has the table that the README shows', () => {
      assertSection('comparison', folder, untitled(comparisonTable(summarize(run))));
    });

    if (folder === EXAMPLE) {
      it('has the table of models that are up that the README shows', () => {
        assertSection('once-up', folder, untitled(onceUpTable(summarize(run))));
      });
    }

    if (!chartInReadme) return;
    it('has the chart that the README shows', async () => {
      const [chart] = await drawCharts(runCharts(summarize(run)));
      assert.ok(chart !== undefined);
      assertSection('chart', folder, pictureMarkdown(chart, `${folder}/charts`));
    });
  });
}

function untitled(table: Table): string {
  const [, ...lines] = markdownTable(table).split('\n');
  return lines.join('\n').trim();
}

/** The README has `text` from the run in `folder`, between the two comments that say so. */
function assertSection(
  kind: 'comparison' | 'once-up' | 'chart',
  folder: string,
  text: string,
): void {
  const comment = `<!-- ${kind}: taken from ${folder}/run.json [^\\n]* -->`;
  const section = new RegExp(`(${comment}\\n\\n)[^]*?(<!-- /${kind} -->)`);
  const readme = readFileSync(README, 'utf8');
  assert.match(readme, section);
  const wanted = readme.replace(section, (_, start, end) => `${start}${text}\n\n${end}`);
  assertGolden(README, wanted);
}

describe('the reference answers to the claims', () => {
  const run = parseRun(readProjectFile('results/reference/claims.json'));

  it('are complete: every claim, all rounds, each with a verdict', async () => {
    assert.equal(run.status, 'complete');
    assert.equal(run.schedule.scale, 'full');
    const answers = judgeClaims(run, await allClaims());
    assert.deepEqual(
      answers.map(({ claim }) => claim.name),
      (await allClaims()).map(({ name }) => name),
    );
    for (const { claim, judgement, rounds } of answers) {
      assert.ok(judgement !== null, claim.name);
      assert.equal(rounds.done, claim.rounds.full, claim.name);
    }
  });

  it('have the report that stands beside them', async () => {
    const answers = judgeClaims(run, await allClaims());
    for (const { path, text } of await claimsFiles(answers, run)) {
      assertGolden(new URL(`results/reference/${path}`, ROOT), text);
    }
  });
});

/** Compares with the committed file, or writes it anew: `UPDATE_GOLDEN=1`. */
function assertGolden(file: URL, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
  // Not assert.equal: the difference of two such files takes minutes to print.
  assert.ok(readFileSync(file, 'utf8') === text, `${file.pathname} differs; see CONTRIBUTING.md`);
}

describe('the README', () => {
  const readme = readProjectFile('README.md');

  it('names flags that exist', () => {
    const used = readme.match(/(?:run|concurrency-bench) compare [^`\n#]*/g) ?? [];
    const flags = used.flatMap((line) => line.match(/--[a-z-]+/g) ?? []);
    assert.ok(flags.length > 5);
    const known = { ...COMPARE_FLAGS, ...HELP_FLAG };
    for (const flag of flags) assert.ok(Object.hasOwn(known, flag.slice(2)), flag);
  });

  it('shows every model, and docs/languages.md every program in another language', async () => {
    const inNode = (await nodeModels()).map(({ name }) => name);
    for (const name of inNode) assert.ok(readme.includes(name), name);
    const languages = readFileSync(new URL('docs/languages.md', ROOT), 'utf8');
    const others = namesOf('model').filter((name) => !inNode.includes(name));
    assert.ok(others.length > 0);
    for (const name of others) assert.ok(languages.includes(name), name);
  });
});

describe('the README for a clone', () => {
  it('sets up and tests by the line that CI runs', () => {
    const line = 'npm ci && npm test';
    assert.ok(readProjectFile('README.md').includes(`\n${line} `));
    assert.ok(readProjectFile('.ci/run').includes(`${line}\n`));
  });
});
