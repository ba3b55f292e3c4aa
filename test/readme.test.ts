import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { type Summary, summarize } from '../harness/analysis/summary.ts';
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
import { languageTables } from '../harness/report/tables/languages.ts';
import { onceUpTable } from '../harness/report/tables/once-up.ts';
import { runtimeTables } from '../harness/report/tables/runtimes.ts';
import type { Table } from '../harness/text/table.ts';
import { parseRun } from '../results/reading.ts';
import { nodeModels } from './support/own-modules.ts';

const ROOT = new URL('../', import.meta.url);
const EXAMPLE = 'results/reference/markdown';
/** Of an example, of the default work, and of work so long that start-up no longer counts. */
/** What a document shows of a run, between two comments that name its kind and the run. */
interface Shown {
  readonly kind: string;
  readonly document: string;
  readonly textOf: (summary: Summary, folder: string) => string | Promise<string>;
}

const COMPARISON: Shown = {
  ...{ kind: 'comparison', document: 'README.md' },
  textOf: (summary) => untitled(comparisonTable(summary)),
};
const ONCE_UP: Shown = {
  ...{ kind: 'once-up', document: 'README.md' },
  textOf: (summary) => untitled(onceUpTable(summary)),
};
const CHART: Shown = {
  ...{ kind: 'chart', document: 'README.md' },
  textOf: async (summary, folder) => {
    const [chart] = await drawCharts(runCharts(summary));
    assert.ok(chart !== undefined);
    return pictureMarkdown(chart, `${folder}/charts`);
  },
};
const LANGUAGES: Shown = {
  ...{ kind: 'languages', document: 'docs/languages.md' },
  textOf: (summary) => languageTables(summary).map(untitled).join('\n\n'),
};
const RUNTIMES: Shown = {
  ...{ kind: 'runtimes', document: 'docs/runtimes.md' },
  textOf: (summary) => runtimeTables(summary).map(untitled).join('\n\n'),
};

const REFERENCES = [
  { folder: EXAMPLE, shown: [COMPARISON, ONCE_UP, CHART] },
  { folder: 'results/reference', shown: [COMPARISON, CHART] },
  { folder: 'results/reference/long', shown: [COMPARISON] },
  { folder: 'results/reference/languages', shown: [LANGUAGES, RUNTIMES] },
] as const;

function readProjectFile(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

for (const { folder, shown } of REFERENCES) {
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

    for (const one of shown) {
      it(`has what ${one.document} shows of it: ${one.kind}`, async () => {
        assertSection(one, folder, await one.textOf(summarize(run), folder));
      });
    }
  });
}

function untitled(table: Table): string {
  const [, ...lines] = markdownTable(table).split('\n');
  return lines.join('\n').trim();
}

function assertSection({ kind, document }: Shown, folder: string, text: string): void {
  const comment = `<!-- ${kind}: taken from ${folder}/run.json [^\\n]* -->`;
  const section = new RegExp(`(${comment}\\n\\n)[^]*?(<!-- /${kind} -->)`);
  const before = readProjectFile(document);
  assert.match(before, section);
  const wanted = before.replace(section, (_, start, end) => `${start}${text}\n\n${end}`);
  assertGolden(new URL(document, ROOT), wanted);
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
