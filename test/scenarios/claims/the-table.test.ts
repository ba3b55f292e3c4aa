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
  it('holds where both models are faster, larger and more expensive', () => {
    const { verdict, sentence, evidence, condition } = judged(
      [600, 300e6, 5000],
      [700, 400e6, 9000],
    );
    assert.equal(verdict, 'holds');
    assert.equal(condition, undefined);
    assert.deepEqual(evidence, [
      'worker-threads against single-threaded, from start to exit: time, 1.67x faster; peak PSS, 3.00x more; CPU, 5.00x more.',
      'child-processes against single-threaded, from start to exit: time, 1.43x faster; peak PSS, 4.00x more; CPU, 9.00x more.',
    ]);
    assert.equal(
      sentence,
      'From start to exit, worker-threads and child-processes were faster. Both used more memory and CPU.',
    );
  });

  it('depends where some orderings are as in the article', () => {
    const { verdict, condition } = judged([1200, 300e6, 2000], [700, 300e6, 3000]);
    assert.equal(verdict, 'depends');
    assert.equal(
      condition,
      "the article's order was found from start to exit, for time (child-processes), peak PSS and CPU",
    );
  });

  it('does not hold where none is', () => {
    assert.equal(judged([1200, 90e6, 900], [1300, 80e6, 800]).verdict, 'does-not-hold');
  });

  it('depends where models that are up are as in the article and jobs are not, and names both', () => {
    const { verdict, sentence, evidence, condition, tables } = judged(
      [1200, 300e6, 2000],
      [1300, 300e6, 3000],
      [
        [0.6, 1.2],
        [1, 1.5],
      ],
    );
    assert.equal(verdict, 'depends');
    assert.deepEqual(evidence.slice(2), [
      'worker-threads against single-threaded, once up: time per item, 1.67x faster; CPU per item, 1.20x more.',
      'child-processes against single-threaded, once up: time per item, no difference detected; CPU per item, 1.50x more.',
    ]);
    assert.equal(
      sentence,
      'From start to exit, neither parallel model was faster; once up, worker-threads was faster. Both used more memory and CPU.',
    );
    assert.equal(
      condition,
      "the article's order was found from start to exit, for peak PSS and CPU; once up, for time per item (worker-threads) and CPU per item",
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
    const { verdict, evidence } = judged(LOCKED, LOCKED);
    assert.equal(verdict, 'does-not-hold');
    assert.match(evidence.join(' '), /from start to exit: time, no difference detected;/);
  });

  it('takes an interval about 1 for no difference, wherever its median lies', () => {
    const alike = { peakPssBytes: 100e6, cpuMs: 1000 };
    const threads = { ...alike, wallMs: [800, 850, 880, 900, 950, 1100] };
    const { verdict, evidence } = claim.judge(
      madeUpFigures({
        'single-threaded': { ...alike, wallMs: 1000 },
        'worker-threads': threads,
        'child-processes': { ...alike, wallMs: 1000 },
      }),
    );
    assert.equal(verdict, 'does-not-hold');
    assert.match(
      evidence.join(' '),
      /^worker-threads .* time, no difference detected \(0\.80-1\.10\);/,
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
