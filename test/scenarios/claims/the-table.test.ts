import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/the-table.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';

/** Time, memory and CPU of a model. */
type Row = readonly [wallMs: number, peakPssBytes: number, cpuMs: number];

const LOCKED: Row = [1000, 100e6, 1000];

function judged(threads: Row, children: Row) {
  const rows = {
    'single-threaded': LOCKED,
    'worker-threads': threads,
    'child-processes': children,
  };
  const cases = Object.entries(rows).map(([model, [wallMs, peakPssBytes, cpuMs]]) => {
    const figures: CaseFigures = { wallMs, peakPssBytes, cpuMs };
    return [model, figures] as const;
  });
  return claim.judge(madeUpFigures(Object.fromEntries(cases)));
}

describe('the-table', () => {
  it('holds where both models are faster, larger and dearer', () => {
    const { verdict, sentence, condition } = judged([600, 300e6, 5000], [700, 400e6, 9000]);
    assert.equal(verdict, 'holds');
    assert.equal(condition, undefined);
    assert.equal(
      sentence,
      'worker-threads takes 0.60 times the time, 3.00 times the peak PSS, 5.00 times the CPU; child-processes takes 0.70 times the time, 4.00 times the peak PSS, 9.00 times the CPU.',
    );
  });

  it('depends where some orderings are as in the article', () => {
    const { verdict, condition } = judged([1200, 300e6, 2000], [700, 300e6, 3000]);
    assert.equal(verdict, 'depends');
    assert.equal(condition, 'for time (child-processes) and peak PSS and CPU');
  });

  it('does not hold where none is', () => {
    assert.equal(judged([1200, 90e6, 900], [1300, 80e6, 800]).verdict, 'does-not-hold');
  });

  it('does not take equal for faster, and says so', () => {
    const { verdict, sentence } = judged(LOCKED, LOCKED);
    assert.equal(verdict, 'does-not-hold');
    assert.match(sentence, /^worker-threads takes 1\.00 times the time, no difference shown, /);
  });

  it('takes an interval about 1 for no difference, wherever its median lies', () => {
    const alike = { peakPssBytes: 100e6, cpuMs: 1000 };
    const threads = { ...alike, wallMs: [800, 850, 880, 900, 950, 1100] };
    const { verdict, sentence } = claim.judge(
      madeUpFigures({
        'single-threaded': { ...alike, wallMs: 1000 },
        'worker-threads': threads,
        'child-processes': { ...alike, wallMs: 1000 },
      }),
    );
    assert.equal(verdict, 'does-not-hold');
    assert.match(
      sentence,
      /^worker-threads takes 0\.\d\d \(.*\) times the time, no difference shown/,
    );
  });

  it('shows figures and ratios of every model', () => {
    const [table] = judged([600, 300e6, 5000], [700, 400e6, 9000]).tables;
    assert.deepEqual(
      table?.rows.map((row) => row.map(({ value }) => value)),
      [
        ['single-threaded', '1.00 s', '100 MB', '1.00 s', '1', '1', '1'],
        ['worker-threads', '600 ms', '300 MB', '5.00 s', '0.60', '3.00', '5.00'],
        ['child-processes', '700 ms', '400 MB', '9.00 s', '0.70', '4.00', '9.00'],
      ],
    );
  });
});
