import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SimpleWorkload } from '../../../harness/contract.ts';
import { listItems } from '../../../scenarios/simple/list.ts';
import { SETTINGS } from '../../support/trial-process.ts';

const settings = { ...SETTINGS, items: 3 };

function listed(list: unknown): Promise<readonly unknown[]> {
  return listItems({ list: list as SimpleWorkload['list'], run: () => null }, settings);
}

function* endless() {
  for (let n = 0; ; n++) yield n;
}

describe('listItems', () => {
  it('takes whatever can be iterated, and of it as many items as the trial has', async () => {
    const lists = {
      array: [0, 1, 2, 3],
      function: () => [0, 1, 2, 3],
      promise: () => Promise.resolve([0, 1, 2, 3]),
      set: () => new Set([0, 1, 2, 3]),
      generator: endless,
      promised: () => Promise.resolve(endless()),
      async *async() {
        for (const n of endless()) yield await Promise.resolve(n);
      },
    };
    for (const [name, list] of Object.entries(lists)) {
      assert.deepEqual(await listed(list), [0, 1, 2], name);
    }
  });

  it('takes fewer where there are fewer', async () => {
    assert.deepEqual(await listed([7]), [7]);
    assert.deepEqual(await listed(() => new Set([7])), [7]);
    assert.deepEqual(await listed(() => []), []);
  });

  it('asks an iterator for no more than it takes, and closes it', async () => {
    const calls: string[] = [];
    const iterator = {
      next: () => (calls.push('next'), Promise.resolve({ done: false, value: calls.length })),
      return: () => (calls.push('return'), Promise.resolve({ done: true, value: undefined })),
    };
    await listed(() => ({ [Symbol.asyncIterator]: () => iterator }));
    assert.deepEqual(calls, ['next', 'next', 'next', 'return']);
  });

  it('calls the function as a method, with the settings', async () => {
    const workload: SimpleWorkload & { prefix: string } = {
      prefix: 'item',
      list(given) {
        return [`${this.prefix} of ${given.items}`];
      },
      run: () => null,
    };
    assert.deepEqual(await listItems(workload, settings), ['item of 3']);
  });

  it('refuses what is no list', async () => {
    for (const value of [undefined, null, 3, 'text', {}, () => 'text', () => undefined]) {
      await assert.rejects(listed(value), { name: 'ListError', message: /array or an iterable/ });
    }
  });

  it('rejects with what the function throws', async () => {
    const gone = new Error('gone');
    await assert.rejects(
      listed(() => {
        throw gone;
      }),
      gone,
    );
  });
});
