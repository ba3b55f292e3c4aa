import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { CaseFigures } from '../../../harness/claim-contract.ts';
import claim from '../../../scenarios/claims/serialization-tax.ts';
import { madeUpFigures } from '../../support/claim-figures.ts';

/** CPU with types, and with documents. One loop adds 100 ms for the larger result. */
type Cpu = readonly [types: number, document: number];

function judged(threads: Cpu, children: Cpu) {
  const models = {
    'single-threaded': [1000, 1100],
    'worker-threads': threads,
    'child-processes': children,
  };
  const cases = Object.entries(models).flatMap(
    ([model, [types = 0, document = 0]]): readonly (readonly [string, CaseFigures])[] => {
      const others = { wallMs: 1000, peakPssBytes: 100e6 };
      return [
        [`${model}, types`, { ...others, cpuMs: types, boundaryBytes: 20e3 }],
        [`${model}, document`, { ...others, cpuMs: document, boundaryBytes: 97e6 }],
      ];
    },
  );
  return claim.judge(madeUpFigures(Object.fromEntries(cases)));
}

describe('serialization-tax', () => {
  it('depends on large results where those make the boundary expensive', () => {
    const { verdict, evidence, condition } = judged([1000, 1200], [1000, 2000]);
    assert.equal(verdict, 'depends');
    assert.equal(
      condition,
      'the tax is heavy (over 10 % of the CPU) where results are large, in child-processes',
    );
    assert.match(
      evidence.join(' '),
      /20 KB .* 97 MB.* 8\.3 % .*worker-threads.* 45 % .*child-processes/,
    );
  });

  it('does not hold where even whole documents cost next to nothing', () => {
    assert.equal(judged([1000, 1100], [1000, 1150]).verdict, 'does-not-hold');
  });

  it('does not charge the boundary with what making the larger result costs', () => {
    const [table] = judged([1000, 1100], [1000, 1100]).tables;
    assert.deepEqual(table?.rows.at(-1)?.at(-1), { value: '0 %', sortBy: 0 });
  });
});
