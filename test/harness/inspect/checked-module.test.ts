import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { importChecked, kindOf, misfitOf } from '../../../harness/inspect/checked-module.ts';

function moduleOf(source: string) {
  return { url: `data:text/javascript,${encodeURIComponent(source)}`, shown: 'b.ts' };
}

const SIMPLE = `export default { name: 'a', summary: 'A.', list: () => [], run: () => null }`;

describe('importChecked', () => {
  it('is what the module exports', async () => {
    const workload = await importChecked('workload', moduleOf(SIMPLE));
    assert.equal(workload.summary, 'A.');
  });

  it('names the file and what is wrong with it', async () => {
    const wrong: readonly (readonly [source: string, said: RegExp])[] = [
      ['export const workload = {}', /^b\.ts: it has no default export/],
      [`export default { list: [], run() {}, summary: '' }`, /b\.ts: "summary" must be/],
      [`throw new Error('not today')`, /b\.ts: cannot be loaded: Error: not today\n/],
      [`import 'no-such-package'`, /b\.ts: cannot be loaded: .*no-such-package/],
      ['export default {', /b\.ts: cannot be loaded: SyntaxError/],
    ];
    for (const [source, message] of wrong) {
      const loading = importChecked('workload', moduleOf(source));
      await assert.rejects(loading, { code: 'bad-workload', message });
    }
    const loading = importChecked('model', moduleOf('export default {}'));
    await assert.rejects(loading, { code: 'bad-model', message: /^b\.ts: / });
  });
});

describe('kindOf', () => {
  it('is told by what the module exports', async () => {
    const kindIn = (source: string) => kindOf(moduleOf(source));
    assert.equal(await kindIn('export default { run() {} }'), 'model');
    assert.equal(await kindIn('export default { list: [], run() {} }'), 'workload');
    for (const source of ['export default {}', 'export default 7', '', 'throw 7']) {
      await assert.rejects(kindIn(source), { code: 'bad-model', message: /^b\.ts: / });
    }
  });
});

const nothing = () => undefined;
const head = { name: 'a', summary: 'A.', list: nothing };
const simple = { ...head, run: nothing };
const pair = { ...head, open: nothing, compute: nothing };
const model = { name: 'a', analogue: 'b', summary: 'C.', kind: 'model', run: nothing };

const BAD_WORKLOADS: readonly (readonly [value: unknown, said: RegExp])[] = [
  [undefined, /no default export/],
  [nothing, /^the default export/],
  [head, /^"run" must be a function/],
  [{ ...simple, name: '' }, /^"name" must be/],
  [{ ...simple, summary: 7 }, /^"summary" must be a string/],
  [{ ...simple, list: 7 }, /^"list" must be an array or a function/],
  [{ ...pair, list: ['a'] }, /^"list" must be a function/],
  [{ ...simple, params: { size: [] } }, /^"params.size" must be/],
  [{ ...simple, close: true }, /^"close" must be/],
  [{ ...simple, opne: nothing }, /^"opne" .* "open"/],
  [{ ...simple, parms: {} }, /^"parms" .* "params"/],
  [{ ...simple, usesMockServer: 'yes' }, /^"usesMockServer" must be/],
  [{ ...simple, compute: nothing }, /^"compute" must be left out/],
  [{ ...pair, run: nothing }, /^"compute" must be left out/],
  [{ ...pair, open: undefined }, /^"open" must be a function/],
  [{ ...head, open: nothing }, /^"run" must be a function/],
];

const BAD_MODELS: readonly (readonly [value: unknown, said: RegExp])[] = [
  [null, /^the default export/],
  [{ ...model, kind: 'thread' }, /^"kind" must be one of model, floor/],
  [{ ...model, analogue: 7 }, /^"analogue" must be a string/],
  [{ ...model, number: 1.5 }, /^"number" must be/],
  [{ ...model, isolation: 'core' }, /^"isolation" must be one of/],
  [{ ...model, run: 'run' }, /^"run" must be a function/],
  [{ ...model, list: [] }, /^"list" makes it a workload/],
  [{ ...model, name: 'two\nlines' }, /^"name" must be 1 to 60 printable characters/],
];

describe('the shape of a workload', () => {
  it('is one function, or two halves', () => {
    assert.equal(misfitOf('workload', simple), null);
    assert.equal(
      misfitOf('workload', { ...simple, helper: nothing, open: nothing, opens: 1 }),
      null,
    );
    assert.equal(misfitOf('workload', { ...pair, usesMockServer: true }), null);
  });

  for (const [value, said] of BAD_WORKLOADS) {
    it(`is not met: ${said.source}`, () => {
      assert.match(misfitOf('workload', value) ?? '', said);
    });
  }
});

describe('the shape of a model', () => {
  it('has what lists and reports need', () => {
    assert.equal(misfitOf('model', { ...model, sharing: 'bytes', number: 2 }), null);
  });

  for (const [value, said] of BAD_MODELS) {
    it(`is not met: ${said.source}`, () => {
      assert.match(misfitOf('model', value) ?? '', said);
    });
  }
});
