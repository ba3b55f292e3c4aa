import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { CHECK_FLAGS } from '../../../harness/check/flags.ts';
import {
  type CheckOptions,
  givenByConfig,
  givenCheck,
  inconclusiveOf,
  resolveCheck,
} from '../../../harness/check/options.ts';
import { STANDARD } from '../../../harness/check/rule.ts';
import { HarnessError } from '../../../harness/errors.ts';
import { FlagError, readArguments } from '../../../mock-server/flags.ts';
import { ROOT } from '../../support/command.ts';

function options(...args: readonly string[]): CheckOptions {
  return resolveCheck(givenCheck(readArguments(CHECK_FLAGS, args, 1), args));
}

describe('options of check', () => {
  it('has the defaults that the help names', () => {
    const { models, settings, ...resolved } = options();
    assert.deepEqual(models, { set: 'main', files: [] });
    assert.equal(settings.items, null);
    assert.deepEqual([resolved.against, resolved.whole, resolved.rule], [null, false, STANDARD]);
    assert.deepEqual([resolved.maxTimeMs, inconclusiveOf()], [600_000, 'fail']);
  });

  it('takes the most time in minutes or seconds', () => {
    const times = ['90s', '1.5m', '0s'].map(
      (text) => options('--against=HEAD', `--max-time=${text}`).maxTimeMs,
    );
    assert.deepEqual(times, [90_000, 90_000, 0]);
    for (const text of ['90', '10h', '-1', '1e3', 's', '1 m', '2000m', '']) {
      assert.throws(
        () => options('--against=HEAD', `--max-time=${text}`),
        { code: 'bad-value' },
        text,
      );
    }
  });

  it('refuses what contradicts itself', () => {
    for (const args of [
      ...[
        ['--self-test', '--against=HEAD'],
        ['--self-test', '--against-stored'],
      ],
      ...[
        ['--against=HEAD', '--against-stored'],
        ['--self-test', '--measure'],
      ],
      ...[['--whole'], ['--build=make'], ['--measure'], ['--exact-ref'], ['--allow-removed']],
      ['--against-stored', '--exact-ref'],
      ...[['--resume'], ['--self-test', '--resume']],
    ]) {
      assert.throws(() => options(...args), { code: 'flag-conflict' }, args.join(' '));
    }
    assert.throws(() => inconclusiveOf('maybe'), { code: 'bad-value' });
  });

  it('compares with stored runs of two weeks where nothing is named', () => {
    const { against, rounds, warmupRounds, baselineDir, maxAgeDays } = options();
    assert.deepEqual(
      { against, rounds, warmupRounds, baselineDir, maxAgeDays },
      {
        against: null,
        rounds: 20,
        warmupRounds: 1,
        baselineDir: join(ROOT, 'results/baseline'),
        maxAgeDays: 14,
      },
    );
  });

  it('takes from the configuration what has no flag', () => {
    const check = { minEffect: 0.1, maxTimeSeconds: 5, build: 'make' };
    const { rule, maxTimeMs, build } = resolveCheck(givenByConfig({ check }));
    assert.deepEqual(rule, { ...STANDARD, minEffect: 0.1 });
    assert.deepEqual([maxTimeMs, build], [5000, 'make']);
  });

  it('checks what a program gives as it checks the configuration', () => {
    const waiver = { model: 'm', metric: 'CPU', ceiling: 0.1, until: '2026-12-31', reason: 'why' };
    const { rule } = resolveCheck({ waivers: [waiver] });
    assert.equal(rule.waivers[0]?.ceiling, 0.1);
    const wrong = { ...waiver, ceiling: 0, until: '2026-02-30' };
    assert.throws(() => resolveCheck({ waivers: [waiver, wrong], minEffect: NaN, build: '' }), {
      code: 'bad-config',
      message: [
        'check(): "minEffect" must be a number from 0 to 1',
        'check(): "build" must be a string that is not empty',
        'check(): "waivers[1].ceiling" must be a number above 0 and up to 10: 0.12 is 12 %',
        `check(): "waivers[1].until" must be a day, such as '2026-12-31'`,
      ].join('\n'),
    });
  });

  it('builds the commit of a stored run with what is for either', () => {
    const args = ['--against-stored', '--max-age=5', '--max-time=5m', '--build=make', '--measure'];
    const { against, againstStored, measure, maxAgeDays } = options(...args);
    assert.deepEqual([against, againstStored, measure, maxAgeDays], [null, true, true, 5]);
  });

  it('takes what is for stored runs', () => {
    const given = options('--rounds', '5', '--max-age', '0.5', '--baselines', 'b');
    assert.deepEqual([given.rounds, given.maxAgeDays, given.baselineDir], [5, 0.5, 'b']);
  });

  const CONFLICTS = [
    ['--max-time', '5m'],
    ['--against', 'main', '--rounds', '5'],
    ['--against', 'main', '--max-age', '5'],
    ['--against-stored', '--rounds', '5'],
    ['--self-test', '--baselines', 'b'],
  ];

  for (const args of CONFLICTS) {
    it(`refuses ${args.join(' ')}, of which a part would have no effect`, () => {
      assert.throws(() => options(...args), { code: 'flag-conflict' });
    });
  }

  it('goes on with a check of two versions, by a program too', () => {
    const versions = [{ against: 'HEAD' }, { againstStored: true }];
    for (const given of versions)
      assert.equal(resolveCheck({ ...given, resume: true }).resume, true);
    assert.equal(options('--against=HEAD', '--resume').resume, true);
    assert.throws(() => resolveCheck({ resume: true }), { code: 'flag-conflict' });
  });

  it('has no flag that plants anything', () => {
    assert.deepEqual(
      Object.keys(CHECK_FLAGS).filter((name) => name.includes('plant')),
      [],
    );
    assert.throws(() => options('--plant=cpu'), FlagError);
  });

  it('resolves whatever is typed, or says in one line what is wrong', () => {
    const names = Object.keys(CHECK_FLAGS);
    const word = fc.oneof(
      fc.constantFrom(...names).map((name) => `--${name}`),
      fc.tuple(fc.constantFrom(...names), fc.string()).map(([name, value]) => `--${name}=${value}`),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (args) => {
        try {
          options(...args);
        } catch (error) {
          assert.ok(error instanceof HarnessError || error instanceof FlagError, String(error));
        }
      }),
    );
  });
});
