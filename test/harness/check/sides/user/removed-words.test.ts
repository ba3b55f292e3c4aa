import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';

import { configuredFor } from '../../../../../harness/check/options.ts';
import type { CheckSubject } from '../../../../../harness/check/sides/subject.ts';
import { removedWords } from '../../../../../harness/check/sides/user/removed-words.ts';
import { loadConfig } from '../../../../../harness/config/config-file.ts';
import { type Files, GitRepo } from '../../../../support/git-repo.ts';

const NAME = 'concurrency-bench.config.ts';
const HERE = process.cwd();
/** As far as it is read. */
const MEASURED = {
  workload: entry('a', 'bench/a.ts'),
  models: [entry('m', null), entry('also', 'also.ts')],
} as unknown as CheckSubject;

let repo: GitRepo;

afterEach(() => {
  process.chdir(HERE);
  repo[Symbol.dispose]();
});

function entry(name: string, file: string | null) {
  return { value: { name }, file };
}

/** Codes and severities of what is gone from one set of files to the next. */
async function goneFrom(before: Files, now: Files, given = {}, allowRemoved = false) {
  repo = new GitRepo({ 'package.json': '{}', ...before });
  cpSync(repo.folder, repo.beside('base'), { recursive: true });
  for (const name of Object.keys(before)) rmSync(repo.path(name));
  repo.write(now);
  process.chdir(repo.folder);
  const configured = configuredFor(given, await loadConfig(repo.folder));
  const versions = { base: repo.beside('base'), head: repo.folder };
  const removal = { ref: 'main', allowRemoved };
  const found = await removedWords(configured, MEASURED, versions, removal);
  return found.map(({ code, severity }) => `${severity} ${code}`);
}

async function gone(before: string, now: string, given = {}, allowRemoved = false) {
  return goneFrom({ [NAME]: before }, { [NAME]: now }, given, allowRemoved);
}

const BEFORE = `export default { workloads: ['bench/a.ts', './b.ts'], models: ['m', './mine.ts'] };`;
const MODEL = 'model-removed';
const TWICE = ['workload-removed', 'workload-removed'];

describe('what the configuration of a base names', () => {
  it('and the working tree no longer does is a problem, deleted or renamed', async () => {
    const now = `export default { workloads: ['bench/c.ts', 'b.ts'], models: ['m'] };`;
    assert.deepEqual(await gone(BEFORE, now), [
      'problem workload-removed',
      'problem model-removed',
    ]);
  });

  it('is a note where it is to go', async () => {
    const found = await gone(BEFORE, 'export default {};', {}, true);
    assert.deepEqual(
      found,
      [...TWICE, MODEL].map((code) => `note ${code}`),
    );
  });

  it('does not matter where the command line decides', async () => {
    const given = { workload: 'bench/a.ts', models: ['m'] };
    assert.deepEqual(await gone(BEFORE, 'export default {};', given), []);
  });

  it('is unchanged when only more is named', async () => {
    const now = BEFORE.replace('[', `['new.ts', `);
    assert.deepEqual(await gone(BEFORE, now), []);
  });

  it('is gone with the whole file', async () => {
    const all = [...TWICE, MODEL].map((code) => `problem ${code}`);
    assert.deepEqual(await goneFrom({ [NAME]: BEFORE }, {}), all);
    assert.deepEqual(await goneFrom({ [NAME]: BEFORE }, {}, { workload: 'bench/a.ts' }), [
      `problem ${MODEL}`,
    ]);
  });

  it('is unchanged in a file of another name, and where it is measured all the same', async () => {
    const from = `export default { workloads: ['./bench/a.ts'], models: ['m', './also.ts'] };`;
    const to = `export default { workloads: ['bench/a.ts'] };`;
    const moved = { 'concurrency-bench.config.mjs': to };
    assert.deepEqual(await goneFrom({ [NAME]: from }, moved), []);
  });

  it('is not known where it cannot be read, which is a warning', async () => {
    assert.deepEqual(await gone('export default { nothing: 1 };', BEFORE), [
      'warning config-of-base',
    ]);
  });
});
