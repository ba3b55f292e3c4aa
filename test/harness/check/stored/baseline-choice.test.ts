import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { chooseBaselines } from '../../../../harness/check/stored/baseline-choice.ts';
import type { Environment, MockConditions, RunFile, Scenario } from '../../../../results/format.ts';
import { SETTINGS } from '../../../support/run.ts';
import { plainRun, storedAs } from '../../../support/stored-runs.ts';

const NOW = '2026-02-01T00:00:00.000Z';
const limits = { maxAgeDays: 14, nowMs: Date.parse(NOW) };
const here = plainRun({}, { startedAt: NOW });

/** A run some days before now, changed where told. */
function stored(daysAgo: number, change: (run: RunFile) => RunFile = (run) => run): RunFile {
  const startedAt = new Date(limits.nowMs - daysAgo * 86_400_000).toISOString();
  return change(plainRun({}, { startedAt }));
}

const environment = (parts: Partial<Environment>) => (run: RunFile) => ({
  ...run,
  environments: run.environments.map((one) => ({ ...one, ...parts })),
});

/** Changes every scenario that asks the mock server. */
const scenarios =
  (change: (scenario: Scenario, mock: MockConditions) => Scenario) => (run: RunFile) => ({
    ...run,
    scenarios: run.scenarios.map((one) => (one.mock === null ? one : change(one, one.mock))),
  });

function choose(...runs: readonly RunFile[]) {
  return chooseBaselines(storedAs(runs), here, limits);
}

function refused(code: string, text: RegExp, ...runs: readonly RunFile[]): void {
  assert.throws(
    () => choose(...runs),
    (error: Error & { code?: string }) => {
      assert.equal(error.code, code);
      assert.match(error.message, text);
      return true;
    },
  );
}

describe('chooseBaselines', () => {
  it('takes all young runs of this machine and none of others', () => {
    const runs = [stored(20), stored(14), stored(3, environment({ cores: 64 })), stored(1)];
    const choice = choose(...runs);
    assert.equal(choice.sameMachine, true);
    assert.deepEqual(
      choice.stored.map(({ run }) => run),
      [runs[1], runs[3]],
    );
  });

  it("takes runs of the same file of the user's and none of others", () => {
    const ofFile = (file: string) => (run: RunFile) => ({
      ...run,
      scenarios: run.scenarios.map((one) => ({ ...one, file })),
    });
    const runs = storedAs([stored(2, ofFile('bench/a.ts')), stored(1, ofFile('bench/b.ts'))]);
    const choice = chooseBaselines(runs, ofFile('bench/a.ts')(here), limits);
    assert.deepEqual(choice.stored, [runs[0]]);
    refused('baseline-settings', /file bench\/b\.ts, here none/, stored(1, ofFile('bench/b.ts')));
  });

  it('takes the newest of each other machine where there is none of this one', () => {
    const runs = [
      stored(5, environment({ cores: 64 })),
      stored(4, environment({ node: '26.0.0' })),
      stored(3, environment({ cores: 64 })),
    ];
    const choice = choose(...runs);
    assert.equal(choice.sameMachine, false);
    assert.deepEqual(new Set(choice.stored.map(({ run }) => run)), new Set(runs.slice(1)));
    assert.deepEqual(choice.differences, ['cores 64, here 2']);
  });

  it('takes a run of an equal machine, or of other variables, for one of another machine', () => {
    const changes: readonly (readonly [Partial<Environment>, string])[] = [
      [{ host: 'ba9876543210' }, 'host ba9876543210, here 0123456789ab'],
      // From before hosts were recorded.
      [{ host: null }, 'host unknown, here 0123456789ab'],
      [{ variables: { LD_PRELOAD: 'libjemalloc.so.2' } }, 'LD_PRELOAD libjemalloc.so.2, here none'],
      [{ cpuQuotaCores: 1.5 }, 'CPU quota 1.50 cores, here none'],
      [{ memoryBytes: 2 ** 29 }, 'memory 0.5 GiB, here 8 GiB'],
    ];
    for (const [change, difference] of changes) {
      const choice = choose(stored(1, environment(change)));
      assert.deepEqual([choice.sameMachine, choice.differences], [false, [difference]]);
    }
  });

  it('refuses one of the future, which would never be too old', () => {
    refused('baseline-stale', /in the future: .*delete the file/, stored(1), stored(-1));
    assert.equal(choose(stored(-1 / 48)).stored.length, 1, 'clocks differ a little');
  });

  const fewerItems = (run: RunFile): RunFile => ({
    ...run,
    scenarios: run.scenarios.map((one) => ({ ...one, settings: { ...SETTINGS, items: 500 } })),
  });

  it('says which setting differs', () => {
    refused('baseline-settings', /items 500, here 1000/, stored(1, fewerItems));
    const latency = scenarios((one, mock) => ({ ...one, mock: { ...mock, latencyMs: 0 } }));
    refused('baseline-settings', /latencyMs 0, here 50/, stored(1, latency));
    const limited = { memoryBytes: 512e6, cores: [0, 1], nice: 5 };
    const limits = (run: RunFile) => ({
      ...run,
      scenarios: run.scenarios.map((one) => ({ ...one, limits: limited })),
    });
    const limitsSaid =
      /memory limit 512 MB, here none; cores of trials 0,1, here none; nice 5, here/;
    refused('baseline-settings', limitsSaid, stored(1, limits));
    const workload = (run: RunFile) => ({
      ...run,
      scenarios: run.scenarios.map((scenario) => ({ ...scenario, workload: 'other' })),
    });
    refused('baseline-settings', /workload other, here fetch-pokemon/, stored(1, workload));
  });

  it('says that the data differ', () => {
    const data = scenarios((one, mock) => ({
      ...one,
      mock: { ...mock, dataset: { ...mock.dataset, sha256: 'b6'.repeat(32) } },
    }));
    refused('baseline-data', /b6b6b6b6b6b6, here a5a5a5a5a5a5.*--data/, stored(1, data));
  });

  it('says that the results of the work differ', () => {
    const work = (run: RunFile) => ({
      ...run,
      scenarios: run.scenarios.map(({ expected, ...one }) => ({
        ...one,
        expected: expected && { ...expected, digest: 'ee'.repeat(32) },
      })),
    });
    refused('baseline-work', /digest eeeeeeeeeeee, here d1d1d1d1d1d1/, stored(1, work));
  });

  it('says that all are too old, and how to allow it', () => {
    refused('baseline-stale', /2026-01-17T.*14 days.*--max-age/, stored(90), stored(15));
    const never = (run: RunFile) => ({ ...run, startedAt: 'never' });
    refused('baseline-stale', /never/, stored(1, never));
  });

  it('does not take other work for a young baseline of this', () => {
    refused('baseline-stale', /14 days/, stored(15), stored(1, fewerItems));
  });
});
