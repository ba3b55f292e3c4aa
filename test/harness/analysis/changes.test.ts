import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { changesText } from '../../../harness/analysis/changes-text.ts';
import { changesSince, isSameWork } from '../../../harness/analysis/changes.ts';
import type { RunFile } from '../../../results/format.ts';
import { completedTrial, ENVIRONMENT, failedTrial, runOf, scenario } from '../../support/run.ts';

const MODELS = ['single-threaded', 'worker-threads'];

/** Ten rounds, in which time and memory of worker-threads are so many times those of others. */
function runWith(times: number, memory = 1, rounds = 10): RunFile {
  const scenarios = MODELS.map((model) => scenario(model));
  const trials = Array.from({ length: rounds }, (_, round) =>
    MODELS.map((model) => {
      const noise = 1 + ((round * 3) % 7) / 100;
      const [time, bytes] = model === 'worker-threads' ? [times, memory] : [1, 1];
      return completedTrial(model, round, {
        ...{ wallMs: 1000 * noise * time, cpuMs: 800 * noise, peakPssBytes: 80e6 * noise * bytes },
      });
    }),
  );
  return runOf(scenarios, trials.flat(), { rounds, warmupRounds: 0 });
}

describe('what changed since a former run', () => {
  it('is a ratio with its interval for each figure of each model, detected or not', () => {
    const changes = changesSince(runWith(1), runWith(1.5, 0.5));
    assert.deepEqual(
      changes.map(({ label, quantity, comparison }) => [label, quantity, comparison.outcome]),
      [
        ['single-threaded', 'time', 'alike'],
        ['single-threaded', 'memory', 'alike'],
        ['single-threaded', 'CPU', 'alike'],
        ['worker-threads', 'time', 'more'],
        ['worker-threads', 'memory', 'less'],
        ['worker-threads', 'CPU', 'alike'],
      ],
    );
    const { ratio, low, high } = changes[3]?.comparison ?? assert.fail();
    assert.ok(low < 1.5 && ratio > 1.49 && ratio < 1.51 && high > 1.5);
  });

  it('has intervals that hold together for all figures', () => {
    const all = changesSince(runWith(1), runWith(1.5))[3]?.comparison ?? assert.fail();
    const one = (run: RunFile) => ({ ...run, scenarios: run.scenarios.slice(1) });
    const fewer = changesSince(one(runWith(1)), one(runWith(1.5)))[0]?.comparison;
    assert.ok(fewer !== undefined && fewer.high - fewer.low < all.high - all.low);
    assert.ok(1 - all.coverage <= 0.05 / 6, `${all.coverage}`);
  });

  it('is not known of few rounds, nor of a model that failed', () => {
    const few = changesSince(runWith(1, 1, 3), runWith(9, 1, 3));
    assert.deepEqual([...new Set(few.map(({ comparison }) => comparison.outcome))], ['unknown']);
    const run = runWith(1);
    const failed = { ...run, trials: [...run.trials, failedTrial('worker-threads', 10)] };
    const labels = changesSince(run, failed).map(({ label }) => label);
    assert.deepEqual([...new Set(labels)], ['single-threaded']);
    assert.match(changesText(runWith(1, 1, 3), runWith(9, 1, 3)), /too few rounds/);
  });

  it('is said with its caution and no verdict', () => {
    const text = changesText(runWith(1), runWith(1.5));
    assert.match(text, /worker-threads 1\.5\dx? ?.*slower \(95 % CI .*\); no other difference/);
    assert.match(text, /not paired/);
    assert.match(changesText(runWith(1), runWith(1)), /^Against it: no difference detected/);
  });

  it('names the software that changed in between', () => {
    const former = { ...runWith(1), environments: [{ ...ENVIRONMENT, node: '24.1.0' }] };
    assert.match(changesText(former, runWith(1)), /Node 24\.1\.0 → Node 26\.10\.0/);
  });
});

describe('the same work', () => {
  const run = runWith(1);
  const [first, ...others] = run.scenarios;
  const { settings } = first ?? assert.fail();

  it('is done whatever the software and the figures', () => {
    const environments = [{ ...ENVIRONMENT, node: '24.1.0', kernel: '7.0' }];
    assert.ok(isSameWork(run, { ...runWith(2), environments }));
  });

  for (const [what, other] of [
    ['other models', { ...run, scenarios: run.scenarios.slice(1) }],
    ['other hardware', { ...run, environments: [{ ...ENVIRONMENT, cores: 4 }] }],
    ['another machine of that hardware', { ...run, environments: [{ ...ENVIRONMENT, host: 'x' }] }],
    [
      'other limits',
      {
        ...run,
        scenarios: run.scenarios.map((one) => ({
          ...one,
          limits: { memoryBytes: 1e9, cores: null, nice: null },
        })),
      },
    ],
    [
      'other items',
      {
        ...run,
        scenarios: [{ ...first, settings: { ...settings, items: 7 } }, ...others],
      },
    ],
    ['other results', { ...run, scenarios: [{ ...first, expected: null }, ...others] }],
    ['another mock server', { ...run, scenarios: [{ ...first, mock: null }, ...others] }],
  ] as const) {
    it(`is not done with ${what}`, () => {
      assert.equal(isSameWork(run, other as RunFile), false);
    });
  }
});
