import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/the-table.ts';
import { type MadeUpItem, madeUpFigures } from '../../support/claim-figures.ts';

/** Time, memory and CPU of a model. */
type Row = readonly [wallMs: number, peakPssBytes: number, cpuMs: number];

const LOCKED: Row = [1000, 100e6, 1000];

/** Once up, an item takes the locked model 1 ms of time and of CPU. */
type Items = readonly [threads: MadeUpItem, children: MadeUpItem];

function judged(threads: Row, children: Row, items?: Items) {
  const rows = {
    'single-threaded': LOCKED,
    'worker-threads': threads,
    'child-processes': children,
  };
  const cases = Object.entries(rows).map(([model, [wallMs, peakPssBytes, cpuMs]]) => {
    const figures: CaseFigures = { wallMs, peakPssBytes, cpuMs };
    return [model, figures] as const;
  });
  const onceUp = items && {
    'single-threaded': [1, 1] as const,
    'worker-threads': items[0],
    'child-processes': items[1],
  };
  return claim.judge(
    madeUpFigures(Object.fromEntries(cases), 'full', onceUp === undefined ? {} : { onceUp }),
  );
}

describe('the-table', () => {
  it('holds where both models are faster, larger and dearer', () => {
    const { verdict, sentence, condition } = judged([600, 300e6, 5000], [700, 400e6, 9000]);
    assert.equal(verdict, 'holds');
    assert.equal(condition, undefined);
    assert.equal(
      sentence,
      'From start to exit, worker-threads takes 0.60 times the time, 3.00 times the peak PSS, 5.00 times the CPU; child-processes takes 0.70 times the time, 4.00 times the peak PSS, 9.00 times the CPU.',
    );
  });

  it('depends where some orderings are as in the article', () => {
    const { verdict, condition } = judged([1200, 300e6, 2000], [700, 300e6, 3000]);
    assert.equal(verdict, 'depends');
    assert.equal(condition, 'from start to exit, for time (child-processes), peak PSS and CPU');
  });

  it('does not hold where none is', () => {
    assert.equal(judged([1200, 90e6, 900], [1300, 80e6, 800]).verdict, 'does-not-hold');
  });

  it('depends where models that are up are as in the article and jobs are not, and names both', () => {
    const { verdict, sentence, condition, tables } = judged(
      [1200, 300e6, 2000],
      [1300, 300e6, 3000],
      [
        [0.6, 1.2],
        [1, 1.5],
      ],
    );
    assert.equal(verdict, 'depends');
    assert.match(
      sentence,
      / Once up, worker-threads takes 0\.60 times the time per item, 1\.20 times the CPU per item; child-processes takes 1\.00 times the time per item, no difference shown, 1\.50 times the CPU per item\.$/,
    );
    assert.equal(
      condition,
      'from start to exit, for peak PSS and CPU; once up, for time per item (worker-threads) and CPU per item',
    );
    assert.deepEqual(
      tables.map(({ rows }) => rows.map((row) => row.length)),
      [
        [7, 7, 7],
        [5, 5, 5],
      ],
    );
  });

  it('holds where both jobs and models that are up are as in the article', () => {
    const items: Items = [
      [0.6, 1.2],
      [0.7, 1.5],
    ];
    assert.equal(judged([600, 300e6, 5000], [700, 400e6, 9000], items).verdict, 'holds');
  });

  it('does not take equal for faster, and says so', () => {
    const { verdict, sentence } = judged(LOCKED, LOCKED);
    assert.equal(verdict, 'does-not-hold');
    assert.match(
      sentence,
      /^From start to exit, worker-threads takes 1\.00 times the time, no difference shown, /,
    );
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
      /^From start to exit, worker-threads takes 0\.\d\d \(.*\) times the time, no difference shown/,
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
