import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { afterEach, describe, it } from 'node:test';

import { configuredFor } from '../../../../../harness/check/options.ts';
import { removedWords } from '../../../../../harness/check/sides/user/removed-words.ts';
import { loadConfig } from '../../../../../harness/config/config-file.ts';
import { GitRepo } from '../../../../support/git-repo.ts';

const NAME = 'concurrency-bench.config.ts';
let repo: GitRepo;

afterEach(() => {
  repo[Symbol.dispose]();
});

/** Codes and severities of what is gone from one configuration to the next. */
async function gone(before: string, now: string, given = {}, allowRemoved = false) {
  repo = new GitRepo({ [NAME]: before });
  cpSync(repo.folder, repo.beside('base'), { recursive: true });
  repo.write({ [NAME]: now });
  const configured = configuredFor(given, await loadConfig(repo.folder));
  assert.ok(configured !== undefined);
  const versions = { base: repo.beside('base'), head: repo.folder };
  const found = await removedWords(configured, versions, { ref: 'main', allowRemoved });
  return found.map(({ code, severity }) => `${severity} ${code}`);
}

const BEFORE = `export default { workloads: ['bench/a.ts', './b.ts'], models: ['m', './mine.ts'] };`;

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
    assert.deepEqual(found, ['note workload-removed', 'note workload-removed']);
  });

  it('does not matter where the command line decides', async () => {
    const given = { workload: 'bench/a.ts', models: ['m'] };
    assert.deepEqual(await gone(BEFORE, 'export default {};', given), []);
  });

  it('is unchanged when only more is named', async () => {
    const now = BEFORE.replace('[', `['new.ts', `);
    assert.deepEqual(await gone(BEFORE, now), []);
  });

  it('is not known where it cannot be read, which is a warning', async () => {
    assert.deepEqual(await gone('export default { nothing: 1 };', BEFORE), [
      'warning config-of-base',
    ]);
  });
});
