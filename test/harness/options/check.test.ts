import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { checkOptions } from '../../../harness/options/check.ts';

function resolved(...args: readonly string[]) {
  const options = checkOptions(args);
  assert.ok(options !== 'help');
  return options;
}

describe('checkOptions', () => {
  it('compares with stored runs of two weeks where nothing is named', () => {
    const { against, rounds, warmupRounds, baselineDir, maxAgeDays } = resolved();
    assert.deepEqual(
      { against, rounds, warmupRounds, baselineDir, maxAgeDays },
      {
        against: null,
        rounds: 20,
        warmupRounds: 1,
        baselineDir: 'results/baseline',
        maxAgeDays: 14,
      },
    );
  });

  it('takes what is for stored runs', () => {
    const options = resolved('--rounds', '5', '--max-age', '0.5', '--baselines', 'b');
    assert.deepEqual([options.rounds, options.maxAgeDays, options.baselineDir], [5, 0.5, 'b']);
  });

  const CONFLICTS = [
    ['--budget', '5m'],
    ['--against', 'main', '--rounds', '5'],
    ['--against', 'main', '--max-age', '5'],
    ['--self-test', '--baselines', 'b'],
  ];

  for (const args of CONFLICTS) {
    it(`refuses ${args.join(' ')}, of which a part would have no effect`, () => {
      assert.throws(() => checkOptions(args), { code: 'flag-conflict' });
    });
  }
});
