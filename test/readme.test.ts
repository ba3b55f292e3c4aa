import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { summarize } from '../harness/analysis/summary.ts';
import { modelNames } from '../harness/catalog.ts';
import type { Workload } from '../harness/contract.ts';
import { COMPARE_FLAGS } from '../harness/options/compare.ts';
import { markdownTable } from '../harness/report/markdown.ts';
import { markdownReport } from '../harness/report/report.ts';
import { comparisonTable } from '../harness/report/tables.ts';
import { parseRun } from '../results/reading.ts';

const ROOT = new URL('../', import.meta.url);
const README = new URL('README.md', ROOT);
const MARKED = /(<!-- comparison: [^\n]* -->\n\n)[^]*?(<!-- \/comparison -->)/;

function readProjectFile(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

describe('the reference run', () => {
  const run = parseRun(readProjectFile('results/reference/run.json'));

  it('is complete, and valid in every model', () => {
    assert.equal(run.status, 'complete');
    assert.deepEqual(
      summarize(run).scenarios.filter(({ valid }) => !valid),
      [],
    );
  });

  it('has the report that stands beside it', () => {
    const report = markdownReport(summarize(run));
    const path = new URL('results/reference/report.md', ROOT);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, report);
    assert.equal(readFileSync(path, 'utf8'), report);
  });

  it('is what the README shows', () => {
    const [, ...body] = markdownTable(comparisonTable(summarize(run))).split('\n');
    const readme = readFileSync(README, 'utf8');
    const wanted = readme.replace(
      MARKED,
      (_, start, end) => `${start}${body.join('\n').trim()}\n\n${end}`,
    );
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, wanted);
    assert.match(readme, MARKED);
    assert.equal(readFileSync(README, 'utf8'), wanted);
  });
});

describe('the README', () => {
  const readme = readProjectFile('README.md');

  it('names flags that exist', () => {
    const used = readme.match(/npm run (?:--silent )?compare -- [^`\n#]*/g) ?? [];
    const flags = used.flatMap((line) => line.split(' -- ')[1]?.match(/--[a-z-]+/g) ?? []);
    assert.ok(flags.length > 5);
    for (const flag of flags) assert.ok(Object.hasOwn(COMPARE_FLAGS, flag.slice(2)), flag);
  });

  it('shows every model', () => {
    for (const name of modelNames()) assert.ok(readme.includes(name), name);
  });

  it('has an example of a workload that works', async () => {
    const [, code] = /```ts\n([^]*?)```/.exec(readme) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    try {
      const file = join(folder, 'count-words.ts');
      writeFileSync(file, code ?? '');
      const module = (await import(pathToFileURL(file).href)) as { default: Workload };
      const workload = module.default;
      const settings = {
        origin: 'http://127.0.0.1:1',
        items: 1,
        workers: 1,
        inFlight: 1,
        batchSize: 1,
        encoding: 'identity',
        requestTimeoutMs: 1000,
      } as const;
      const [name = ''] = await workload.list(settings);
      const session = workload.open(settings);
      const line = workload.compute(name, await session.fetch(name), settings);
      await session.close();
      assert.equal(line, 'to be or not to be: 6 words');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
