import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { HarnessError } from '../../../harness/errors.ts';
import {
  COMPARE_FLAGS,
  type CompareOptions,
  compareOptions,
} from '../../../harness/compare/options.ts';

function options(...args: readonly string[]): CompareOptions {
  const resolved = compareOptions(args);
  assert.ok(resolved !== 'help');
  return resolved;
}

describe('compareOptions', () => {
  it('has the defaults that the help names', () => {
    assert.deepEqual(options(), {
      models: 'main',
      workload: 'fetch-pokemon',
      rounds: 10,
      warmupRounds: 1,
      seed: 1,
      settings: {
        ...{ items: 1000, workers: 4, inFlight: 100, batchSize: 250 },
        ...{ encoding: 'gzip', requestTimeoutMs: 30_000 },
      },
      mock: { latencyMs: 50, jitter: 0.2, dataPath: null },
      trialTimeoutMs: null,
      outDir: 'results/latest',
      json: false,
      quiet: false,
      command: [],
    });
  });

  it('takes every flag', () => {
    const args = [
      ...['--models=a, b', '--workload=w', '--rounds=2', '--seed=9', '--items=10', '--workers=3'],
      ...['--in-flight=5', '--batch-size=2', '--encoding=identity', '--latency=1.5'],
      ...['--jitter=1', '--data=d', '--timeout=0.5', '--out=o', '--json', '--quiet'],
    ];
    assert.deepEqual(options(...args), {
      models: ['a', 'b'],
      workload: 'w',
      rounds: 2,
      warmupRounds: 1,
      seed: 9,
      settings: {
        ...{ items: 10, workers: 3, inFlight: 5, batchSize: 2 },
        ...{ encoding: 'identity', requestTimeoutMs: 30_000 },
      },
      mock: { latencyMs: 1.5, jitter: 1, dataPath: 'd' },
      trialTimeoutMs: 500,
      outDir: 'o',
      json: true,
      quiet: true,
      command: args,
    });
  });

  it('--quick is three rounds without a warm-up, unless told how many', () => {
    const { rounds, warmupRounds } = options('--quick');
    assert.deepEqual([rounds, warmupRounds], [3, 0]);
    assert.equal(options('--quick', '--rounds=5').rounds, 5);
  });

  it('hands out batches so that no worker gets more than one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1, max: 256 }),
        (items, workers) => {
          const { batchSize } = options(`--items=${items}`, `--workers=${workers}`).settings;
          assert.ok(batchSize >= 1 && batchSize <= items);
          assert.ok(Math.ceil(items / batchSize) <= workers);
        },
      ),
    );
  });

  it('all models and variants are meant by "all"', () => {
    assert.equal(options('--models=all').models, 'all');
  });

  for (const flag of ['latency', 'jitter', 'data']) {
    it(`refuses --${flag} with --mock-url`, () => {
      const args = ['--mock-url=http://127.0.0.1:1', `--${flag}=1`];
      assert.throws(() => compareOptions(args), { code: 'flag-conflict' });
    });
  }

  it('refuses batches larger than the work, a model named twice, another encoding', () => {
    for (const args of [
      ['--items=10', '--batch-size=11'],
      ['--models=a,a'],
      ['--encoding=br'],
      ['--encoding=GZIP'],
    ]) {
      assert.throws(() => compareOptions(args), { code: 'bad-value' }, args.join(' '));
    }
  });

  it('asks for help whatever else is given rightly', () => {
    assert.equal(compareOptions(['--rounds=99999999', '--help']), 'help');
  });

  it('resolves whatever is typed, or says in one line what is wrong', () => {
    const names = Object.keys(COMPARE_FLAGS);
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(...names).map((name) => `--${name}`),
      fc.tuple(fc.constantFrom(...names), fc.string()).map(([name, value]) => `--${name}=${value}`),
      fc.tuple(fc.constantFrom(...names), fc.double()).map(([name, x]) => `--${name}=${x}`),
      fc.nat().map(String),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (args) => {
        try {
          compareOptions(args);
        } catch (error) {
          assert.ok(error instanceof HarnessError, String(error));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
