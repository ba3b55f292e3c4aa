import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { PairWorkload, SimpleWorkload } from '../../harness/contract.ts';
import { checkedNames } from '../../scenarios/checked-names.ts';
import { listNames } from '../../scenarios/items.ts';
import tiny from '../../harness/verify/workloads/pair.ts';
import { SETTINGS } from '../support/trial-process.ts';

function workloadOf(list: SimpleWorkload['list']): SimpleWorkload {
  return { list, run: () => null };
}

function pairOf(names: unknown): PairWorkload {
  return { ...tiny, list: () => names as readonly string[] };
}

const circle: unknown[] = [];
circle.push({ circle });
class Point {
  readonly x = 1;
}

/** Lists with an item that cannot be one, and how the error names it. */
const REFUSED: readonly [items: readonly unknown[], said: RegExp][] = [
  [[], /^the list is empty$/],
  [['a', undefined], /^item 1 is undefined, which JSON cannot hold$/],
  // eslint-disable-next-line no-sparse-arrays -- the hole is what is tested
  [['a', , 'b'], /^item 1 is undefined/],
  [[{ a: [NaN] }], /^item 0\.a\[0\] is NaN/],
  [[-0], /^item 0 is -0/],
  [[new Date(0)], /^item 0 is of class Date/],
  [[new Map()], /^item 0 is of class Map/],
  [[new Point()], /^item 0 is of class Point/],
  [[Buffer.from('a')], /^item 0 is of class Buffer/],
  [[() => 1], /^item 0 is a function/],
  [[1n], /^item 0 \(TypeError: .*BigInt/],
  [[circle], /^item 0 \(TypeError: .*circular/],
  [['a', 'b', 'a'], /^item 2, a, is the same as item 0$/],
  [[{ n: 1 }, [2], { n: 1 }], /^item 2, \{"n":1\}, is the same as item 0$/],
  [['x'.repeat(1000), 'x'.repeat(1000)], /^item 1, x{60}…, is the same as item 0$/],
  [['a', '\0b'], /^item 1, "\\u0000b", begins with the character NUL$/],
  [['a', '\ud800'], /^item 1, "\\ud800", has half of a surrogate pair$/],
];

describe('checkedNames', () => {
  it('gives the names that the models have', async () => {
    const items = ['a', '', '猫', 1, '1', null, true, 'null', ['a'], { a: [{ b: 0.5 }] }];
    const workload = workloadOf(items);
    const settings = { ...SETTINGS, items: 100 };
    const names = await checkedNames(workload, settings);
    assert.deepEqual(names, await listNames(workload, settings));
    assert.equal(new Set(names).size, items.length);
    assert.deepEqual(await checkedNames(tiny, settings), await tiny.list(settings));
  });

  for (const [items, message] of REFUSED) {
    it(`refuses: ${message.source}`, async () => {
      await assert.rejects(checkedNames(workloadOf(items), SETTINGS), {
        name: 'ListError',
        message,
      });
    });
  }

  it('refuses items of a pair that are no strings', async () => {
    const odd: [names: unknown, said: RegExp][] = [
      [['a', 1], /^item 1 is no string/],
      [[{ n: 1 }], /^item 0 is no string/],
      [new Set(['a']), /must give an array/],
      ['ab', /must give an array/],
      [[], /empty/],
      [['a', 'a'], /same as item 0/],
      [['\0'], /NUL/],
    ];
    for (const [names, message] of odd) {
      await assert.rejects(checkedNames(pairOf(names), SETTINGS), { name: 'ListError', message });
    }
  });
});
