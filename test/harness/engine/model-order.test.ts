import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { Model } from '../../../harness/contract.ts';
import { modelOrder } from '../../../harness/engine/model-order.ts';

function model(name: string, parts: Partial<Model> = {}): Model {
  const run = () => Promise.resolve();
  return { name, analogue: '', summary: '', kind: 'model', run, ...parts };
}

const IN_ORDER = [
  model('floor', { kind: 'floor' }),
  model('z', { number: 1 }),
  model('b', { number: 1, variantOf: 'z' }),
  model('a', { number: 2, variantOf: 'z' }),
  model('c', { variantOf: 'z' }),
  model('d', { variantOf: 'z' }),
  model('y', { number: 2 }),
  model('w'),
  model('e', { number: 1, variantOf: 'w' }),
  model('x'),
];

describe('modelOrder', () => {
  it('is floor, number, name; variants behind their model, whichever of them there are', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IN_ORDER), (some) => {
        const sorted = some.toSorted(modelOrder(IN_ORDER));
        assert.deepEqual(
          sorted,
          IN_ORDER.filter((one) => some.includes(one)),
        );
      }),
    );
  });

  it('takes a variant of nothing there is for a model', () => {
    const orphan = model('o', { number: 3, variantOf: 'gone' });
    const all = [orphan, ...IN_ORDER];
    const names = all.toSorted(modelOrder(all)).map(({ name }) => name);
    assert.deepEqual(names.slice(6, 8), ['y', 'o']);
  });
});
