import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { modelMisfit, workloadMisfit } from '../../harness/module-shape.ts';

const nothing = () => undefined;
const head = { name: 'a', summary: 'A.', list: nothing };
const simple = { ...head, run: nothing };
const pair = { ...head, open: nothing, compute: nothing };
const model = { name: 'a', mirrors: 'b', summary: 'C.', kind: 'model', run: nothing };

const BAD_WORKLOADS: readonly (readonly [value: unknown, said: RegExp])[] = [
  [undefined, /^the default export/],
  [nothing, /^the default export/],
  [head, /^"run" must be a function/],
  [{ ...simple, name: '' }, /^"name" must be/],
  [{ ...simple, summary: 7 }, /^"summary" must be a string/],
  [{ ...simple, list: ['a'] }, /^"list" must be a function/],
  [{ ...simple, usesMockServer: 'yes' }, /^"usesMockServer" must be/],
  [{ ...simple, compute: nothing }, /^"compute" must be left out/],
  [{ ...pair, run: nothing }, /^"open" must be left out/],
  [{ ...pair, open: undefined }, /^"open" must be a function/],
  [{ ...head, open: nothing }, /^"compute" must be a function/],
];

const BAD_MODELS: readonly (readonly [value: unknown, said: RegExp])[] = [
  [null, /^the default export/],
  [{ ...model, kind: 'thread' }, /^"kind" must be one of model, floor/],
  [{ ...model, mirrors: undefined }, /^"mirrors" must be a string/],
  [{ ...model, number: 1.5 }, /^"number" must be/],
  [{ ...model, isolation: 'core' }, /^"isolation" must be one of/],
  [{ ...model, run: 'run' }, /^"run" must be a function/],
];

describe('the shape of a workload', () => {
  it('is one function, or two halves', () => {
    assert.equal(workloadMisfit(simple), null);
    assert.equal(workloadMisfit({ ...pair, usesMockServer: true }), null);
  });

  for (const [value, said] of BAD_WORKLOADS) {
    it(`is not met: ${said.source}`, () => {
      assert.match(workloadMisfit(value) ?? '', said);
    });
  }
});

describe('the shape of a model', () => {
  it('has what lists and reports need', () => {
    assert.equal(modelMisfit({ ...model, sharing: 'bytes', number: 2 }), null);
  });

  for (const [value, said] of BAD_MODELS) {
    it(`is not met: ${said.source}`, () => {
      assert.match(modelMisfit(value) ?? '', said);
    });
  }
});
