import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { resolveCheck } from '../../../../harness/check/options.ts';
import { storeBaseline } from '../../../../harness/check/stored/baseline-store.ts';
import { storedVersion } from '../../../../harness/check/stored/stored-version.ts';
import type { Environment, Scenario } from '../../../../results/format.ts';
import { GitRepo } from '../../../support/git-repo.ts';
import { plainRun } from '../../../support/stored-runs.ts';

const DAY_MS = 86_400_000;

const cwd = process.cwd();
let repo: GitRepo;
let commit: string;

beforeEach(() => {
  repo = new GitRepo({ 'package.json': '{"name":"user"}', 'bench/work.js': '' });
  commit = repo.git('rev-parse', 'HEAD');
  process.chdir(repo.folder);
});

afterEach(() => {
  process.chdir(cwd);
  repo[Symbol.dispose]();
});

/** Stores a run of bench/work.js on another machine; returns its day. */
async function store(
  daysAgo: number,
  environment: Partial<Environment> = {},
  scenario: Partial<Scenario> = {},
): Promise<string> {
  const startedAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const run = plainRun({}, { startedAt });
  await storeBaseline(repo.path('runs'), {
    ...run,
    environments: run.environments.map((one) => ({ ...one, gitCommit: commit, ...environment })),
    scenarios: run.scenarios.map((one) => ({ ...one, file: 'bench/work.js', ...scenario })),
  });
  return startedAt.slice(0, 10);
}

function version(workload = 'bench/work.js') {
  return storedVersion(
    resolveCheck({ workload, againstStored: true, baselineDir: repo.path('runs') }),
  );
}

describe('check --against-stored', () => {
  it('compares with the commit of the newest run of the workload, on whatever machine', async () => {
    await store(9, { gitCommit: 'f'.repeat(40) });
    const day = await store(7, { cpuModel: 'Another CPU' });
    await store(1, { gitCommit: 'e'.repeat(40) }, { file: 'bench/other.js' });
    await store(2, { gitCommit: 'e'.repeat(40) }, { file: null });
    assert.deepEqual(await version(), {
      ...{ ref: commit, name: `the stored run of ${day}`, exact: true },
    });
    process.chdir(repo.path('bench'));
    assert.equal((await version('./work.js')).ref, commit);
  });

  it('takes the name of a workload of the suite', async () => {
    await store(1, {}, { file: null });
    assert.equal((await version('fetch-pokemon')).ref, commit);
  });

  it('refuses when nothing is stored', async () => {
    await assert.rejects(version(), { code: 'baseline-missing' });
  });

  it('refuses when all runs are of other workloads', async () => {
    await store(1, {}, { file: 'bench/other.js' });
    await assert.rejects(version(), { code: 'baseline-settings', message: /bench\/work\.js/ });
  });

  it('refuses a run that is too old', async () => {
    await store(15);
    await assert.rejects(version(), { code: 'baseline-stale' });
  });

  const UNFIT: readonly [what: string, environment: Partial<Environment>, message: RegExp][] = [
    ['was made outside of git', { gitCommit: null, gitDirty: null }, /outside of git/],
    ['had changes', { gitDirty: true }, /with changes beside commit [0-9a-f]{12}/],
    ['is of a commit that is gone', { gitCommit: 'f'.repeat(40) }, /commit f{12}, which git does/],
  ];
  for (const [what, environment, message] of UNFIT) {
    it(`refuses when the newest run ${what}`, async () => {
      await store(3);
      await store(1, environment);
      await assert.rejects(version(), { code: 'baseline-commit', message });
    });
  }
});
