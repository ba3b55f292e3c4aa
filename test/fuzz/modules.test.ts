import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { misfitOf, traitsOf } from '../../harness/inspect/checked-module.ts';
import { checkedList, describeWorkload } from '../../harness/inspect/describe.ts';
import { readInspectLine } from '../../harness/inspect/lines.ts';
import type { Model, Workload } from '../../harness/contract.ts';
import { damaged } from '../support/damage.ts';
import { fuzz, outcomeOf } from '../support/fuzz.ts';
import { SETTINGS } from '../support/trial-process.ts';

const MODEL = {
  ...{ name: 'm', analogue: 'a', summary: 's', simpleSummary: 's', kind: 'model', number: 3 },
  ...{ variantOf: 'single-threaded', baseline: true, form: 'tuned', isolation: 'thread' },
  ...{ sharing: 'bytes', run: '()' },
};
const WORKLOAD = {
  ...{ name: 'w', summary: 's', usesMockServer: false, params: { size: 3, deep: true, text: 'x' } },
  ...{ list: ['a', 'b', 3, { x: [1, null] }], run: '()', share: '()', open: '()', close: '()' },
};

/** Values that no JSON holds, where a file has them. */
const ODD_ITEMS: readonly unknown[] = [
  ...[undefined, NaN, Infinity, -0, 7n, Symbol('x'), () => 1, new Date(0), new Map([[1, 2]]), /x/],
  ...[{}, new Array<unknown>(2), 'a'.repeat(1e5), '\ud800', '\u0000"a"', circle()],
];

describe('what a file exports', () => {
  it('is a model whose traits can be said, or one line', async (context) => {
    await fuzz(context, 300, exported(MODEL), (value) => {
      const misfit = misfitOf('model', value);
      if (misfit !== null) return refused(misfit);
      const { name = 'm', summary = '', kind = 'model', ...rest } = traitsOf(value as Model);
      const line = JSON.stringify({ type: 'model', traits: { name, summary, kind, ...rest } });
      assert.notEqual(readInspectLine(line), null, line);
      return null;
    });
  });

  it('is a workload whose items can be named, or one line', async (context) => {
    const cases = fc.tuple(exported(WORKLOAD), fc.constantFrom(...ODD_ITEMS), fc.nat(9));
    await fuzz(context, 300, cases, async ([value, item, place]) => {
      const misfit = misfitOf('workload', value);
      if (misfit !== null) return refused(misfit);
      const workload = value as Workload;
      const { list } = value as { readonly list: unknown };
      if (place < 3 && Array.isArray(list)) list[place] = item;
      return outcomeOf(() => checkedList('w.ts', workload, SETTINGS));
    });
  });

  it('has parameters that take what is given, or one line', async (context) => {
    const url =
      'data:text/javascript,export default {list:[1],run(){},params:{size:3,deep:true,text:"x"}}';
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('7', 'true', '1e999', 'NaN', ' ', '\n', '0x1f'),
    );
    const name = fc.constantFrom('size', 'deep', 'text', 'sise', '__proto__', 'a\nb', '');
    const module = { url, name: 'w', shown: 'w.ts' };
    await fuzz(context, 300, fc.tuple(name, value), ([key, given]) =>
      outcomeOf(async () => {
        const params = Object.fromEntries([[key, given]]);
        const traits = await describeWorkload(module, { ...SETTINGS, params });
        assert.notEqual(readInspectLine(JSON.stringify({ type: 'workload', traits })), null);
      }),
    );
  });
});

/** A damaged export, in which the word "()" is a function. */
function exported(value: object): fc.Arbitrary<unknown> {
  return damaged(JSON.stringify(value)).map((text) => {
    try {
      const parsed: unknown = JSON.parse(text, (_, field: unknown) =>
        field === '()' ? () => null : field,
      );
      return parsed;
    } catch {
      return text;
    }
  });
}

function refused(misfit: string): string {
  assert.ok(misfit.length < 1000 && !misfit.includes('\n'), misfit);
  return 'misfit';
}

function circle(): object {
  const one: { self?: object } = {};
  one.self = one;
  return one;
}
