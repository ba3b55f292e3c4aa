import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SharedData, SimpleWorkload } from '../../../harness/contract.ts';
import { openWorkload } from '../../../scenarios/item.ts';
import { itemName } from '../../../scenarios/simple/item-name.ts';
import { SETTINGS } from '../../support/trial-process.ts';

/** What `run` of a workload gets for an item, its calls in order, and the failure if there is one. */
async function opened(parts: Partial<SimpleWorkload>, item: unknown, shared?: SharedData) {
  const calls: unknown[] = [];
  const workload: SimpleWorkload = {
    list: [item],
    run(...given: unknown[]) {
      calls.push(['run', ...given]);
      return null;
    },
    ...parts,
    close(resource) {
      calls.push(['close', resource]);
    },
  };
  const work = await openWorkload(workload, SETTINGS, shared);
  const { line, failure } = await work.run(itemName(item), null);
  await work.close();
  return { calls, line, failure };
}

const TABLE = Int32Array.of(1);

describe('an opened simple workload', () => {
  it('hands the item and what was opened to run, and to close', async () => {
    const open = (settings: unknown, shared: unknown) => Promise.resolve({ settings, shared });
    const { calls, line } = await opened({ open, share: () => TABLE }, { n: 1 });
    const resource = { settings: SETTINGS, shared: TABLE };
    assert.deepEqual(calls, [
      ['run', { n: 1 }, resource],
      ['close', resource],
    ]);
    assert.equal(line, 'null');
  });

  it('has what is shared as its resource when nothing is opened', async () => {
    const { calls } = await opened({ share: () => Promise.resolve(TABLE) }, 'mew');
    assert.deepEqual(calls, [
      ['run', 'mew', TABLE],
      ['close', TABLE],
    ]);
    const none = await opened({}, 'mew');
    assert.deepEqual(none.calls, [
      ['run', 'mew', undefined],
      ['close', undefined],
    ]);
  });

  it('does not ask for data that it is given', async () => {
    const share = () => assert.fail('asked');
    const { calls } = await opened({ share }, 'mew', TABLE);
    assert.deepEqual(calls[0], ['run', 'mew', TABLE]);
  });

  it('calls the functions as methods of the workload', async () => {
    const parts = {
      prefix: 'a ',
      run(this: { prefix: string }, item: string) {
        return `${this.prefix}${item}`;
      },
    };
    assert.equal((await opened(parts, 'mew')).line, '"a mew"');
  });

  it('names a failed item by its JSON, with the stack of the error', async () => {
    const run = () => assert.fail('no');
    const { line, failure, calls } = await opened({ run }, { n: 1 });
    assert.equal(line, null);
    assert.deepEqual([failure?.name, failure?.kind], ['{"n":1}', 'other']);
    assert.match(failure?.stack ?? '', /^AssertionError.*: no\n +at .*open\.test/);
    assert.deepEqual(calls, [['close', undefined]]);
  });
});
