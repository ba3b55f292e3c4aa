import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { HarnessError } from '../../../harness/errors.ts';
import {
  COMPARE_FLAGS,
  type CompareOptions,
  givenCompare,
  resolveCompare,
} from '../../../harness/compare/options.ts';
import type { WorkloadTraits } from '../../../harness/contract.ts';
import { settingsFor } from '../../../harness/engine/options.ts';
import { FlagError, readArguments } from '../../../mock-server/flags.ts';

function options(...args: readonly string[]): CompareOptions {
  return resolveCompare(givenCompare(readArguments(COMPARE_FLAGS, args, 1), args));
}

function traits(listed: number | null, usesMockServer = true): WorkloadTraits {
  const about = { name: 'w', summary: '', form: 'simple', shares: false } as const;
  return { ...about, usesMockServer, listed, params: { size: 3 } };
}

describe('options of compare', () => {
  it('has the defaults that the help names', () => {
    assert.deepEqual(options(), {
      models: { set: 'main', files: [] },
      workload: 'fetch-pokemon',
      rounds: null,
      launches: null,
      runtimes: [],
      warmupRounds: 1,
      seed: 1,
      settings: {
        ...{ items: null, workers: 4, inFlight: 100, batchSize: null },
        ...{ encoding: 'gzip', requestTimeoutMs: 30_000, params: {} },
      },
      mockFlag: null,
      mock: { latencyMs: 50, jitter: 0.2, seed: 1, dataPath: null },
      quick: false,
      ...{ budgets: [], pythons: [] },
      trialTimeoutMs: null,
      limits: null,
      resume: false,
      command: [],
    });
  });

  it('takes every flag', () => {
    const args = [
      ...[
        'w',
        '--models=a, b',
        '--model=c.ts',
        '--model=d.ts',
        '--rounds=2',
        '--launches=3',
        '--runtimes=node@22,bun --smol',
        '--seed=9',
        '--items=10',
        '--workers=3',
      ],
      ...['--in-flight=5', '--batch-size=2', '--encoding=identity', '--latency=1.5'],
      ...[
        '--param=size=7',
        '--param=text=a=b',
        '--jitter=1',
        '--data=d',
        '--timeout=0.5',
        '--nice=1',
        '--budget=a: time < 2s',
        '--out=o',
        '--json',
        '--quiet',
      ],
    ];
    assert.deepEqual(options(...args), {
      models: { set: ['a', 'b'], files: ['c.ts', 'd.ts'] },
      workload: 'w',
      rounds: 2,
      launches: 3,
      runtimes: [
        { kind: 'node', version: '22', flags: [] },
        { kind: 'bun', version: null, flags: ['--smol'] },
      ],
      warmupRounds: 1,
      seed: 9,
      settings: {
        ...{ items: 10, workers: 3, inFlight: 5, batchSize: 2 },
        ...{ encoding: 'identity', requestTimeoutMs: 30_000 },
        params: { size: '7', text: 'a=b' },
      },
      mockFlag: 'latency',
      mock: { latencyMs: 1.5, jitter: 1, seed: 9, dataPath: 'd' },
      quick: false,
      pythons: [],
      budgets: [{ model: 'a', metric: 'wallMs', limit: 2, unit: 's' }],
      trialTimeoutMs: 500,
      limits: { memoryBytes: null, cores: null, nice: 1 },
      resume: false,
      command: args,
    });
  });

  it('--quick has neither a warm-up nor launches, unless told how many', () => {
    const { warmupRounds, launches } = options('--quick');
    assert.deepEqual([warmupRounds, launches], [0, 0]);
    assert.equal(options('--quick', '--launches=5').launches, 5);
  });

  it('hands out batches so that no worker gets more than one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1, max: 256 }),
        (items, workers) => {
          const given = options(`--items=${items}`, `--workers=${workers}`);
          const { batchSize } = settingsFor(given, traits(null));
          assert.ok(batchSize >= 1 && batchSize <= items);
          assert.ok(Math.ceil(items / batchSize) <= workers);
        },
      ),
    );
  });

  it('all models and variants are meant by "all"', () => {
    assert.equal(options('--models=all').models.set, 'all');
  });

  for (const flag of ['latency', 'jitter', 'data']) {
    it(`refuses --${flag} with --mock-url`, () => {
      const args = ['--mock-url=http://127.0.0.1:1', `--${flag}=1`];
      assert.throws(() => options(...args), { code: 'flag-conflict' });
    });
  }

  it('refuses batches of nothing, a parameter without a value, a model named twice, another encoding', () => {
    for (const args of [
      ['--batch-size=0'],
      ['--param=size'],
      ['--param==7'],
      ['--models=a,a'],
      ['--encoding=br'],
      ['--encoding=GZIP'],
    ]) {
      assert.throws(() => options(...args), { code: 'bad-value' }, args.join(' '));
    }
  });

  it('does every item that the workload lists, or a thousand where that is not known', () => {
    assert.equal(settingsFor(options(), traits(7)).items, 7);
    assert.equal(settingsFor(options(), traits(null)).items, 1000);
    const settings = settingsFor(options('--items=10', '--workers=2'), traits(7));
    assert.deepEqual([settings.items, settings.batchSize], [10, 5]);
    assert.deepEqual(settings.params, { size: 3 });
  });

  it('refuses batches larger than the work', () => {
    for (const args of [['--batch-size=8'], ['--items=5', '--batch-size=6']]) {
      assert.throws(() => settingsFor(options(...args), traits(7)), { code: 'bad-value' });
    }
  });

  for (const flag of ['latency=1', 'jitter=0', 'data=d', 'mock-url=http://x', 'encoding=gzip']) {
    it(`refuses --${flag} where the workload does not use the mock server`, () => {
      const given = options(`--${flag}`);
      assert.equal(settingsFor(given, traits(7)).items, 7);
      assert.throws(() => settingsFor(given, traits(7, false)), { code: 'flag-conflict' });
    });
  }

  it('are checked where a program gives them, with the flag of the option that is wrong', () => {
    const { settings, rounds } = resolveCompare({ items: 10, inFlight: 5, rounds: 2 });
    assert.deepEqual([settings.items, settings.inFlight, rounds], [10, 5, 2]);
    assert.ok(Object.isFrozen(resolveCompare({})));
    assert.throws(() => resolveCompare({ inFlight: 0 }), {
      code: 'bad-value',
      message: '--in-flight must be a whole number from 1 to 10000, not "0"',
    });
    assert.throws(() => resolveCompare({ timeoutSeconds: NaN }), /--timeout/);
    assert.throws(() => resolveCompare({ mockUrl: 'http://x', jitter: 0 }), /--jitter/);
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
          options(...args);
        } catch (error) {
          assert.ok(error instanceof HarnessError || error instanceof FlagError, String(error));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
