import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { PairWorkload } from '../../harness/contract.ts';
import { ItemError } from '../../scenarios/item-error.ts';
import { openWorkload } from '../../scenarios/item.ts';
import { LatencyHistogram } from '../../scenarios/latency-histogram.ts';
import { waitMs } from '../../scenarios/retries.ts';
import { SETTINGS } from '../support/trial-process.ts';

/** Whose first attempts at an item fail with these errors, one after the other. */
function failing(...errors: readonly unknown[]): PairWorkload {
  const left = [...errors];
  return {
    list: () => ['a'],
    open: () => ({
      fetch: () => Promise.resolve(new Uint8Array(10)),
      close: () => Promise.resolve(),
    }),
    compute: (name) => {
      if (left.length > 0) throw left.shift();
      return name;
    },
  };
}

async function run(workload: PairWorkload, retries: number) {
  const latencies = new LatencyHistogram();
  const work = await openWorkload(workload, { ...SETTINGS, retries });
  const end = await work.run('a', latencies);
  const recorded = latencies.toSparse().reduce((sum, [, count]) => sum + count, 0);
  return { ...end, recorded, lost: work.lost?.() };
}

const json = () => new ItemError('json', 'not JSON');
const status = (code: number) => new ItemError('status', `answered ${code}`, { status: code });

describe('retries', () => {
  it('end with the first attempt that goes well; bytes and waiting are of all', async () => {
    const { line, failure, bodyBytes, recorded, lost } = await run(failing(json(), json()), 3);
    assert.deepEqual([line, failure, bodyBytes, recorded], ['a', null, 30, 1]);
    assert.deepEqual([lost?.retries, lost?.timeouts], [2, 0]);
    // At least the two waits, whatever the attempts themselves took.
    assert.ok((lost?.lostMs ?? 0) >= waitMs('a', 1) + waitMs('a', 2) - 2, String(lost?.lostMs));
  });

  it('are as many as asked for, then the last failure counts', async () => {
    const late = new ItemError('timeout', 'late');
    const { line, failure, lost } = await run(failing(json(), late, json()), 1);
    assert.deepEqual([line, failure?.kind], [null, 'timeout']);
    assert.deepEqual([lost?.retries, lost?.timeouts], [1, 1]);
  });

  it('are made after statuses that may pass, and after no other', async () => {
    for (const code of [429, 500, 503])
      assert.equal((await run(failing(status(code)), 1)).line, 'a');
    for (const code of [400, 404]) assert.equal((await run(failing(status(code)), 1)).line, null);
  });

  it('are not made after errors of the workload itself', async () => {
    for (const error of [new Error('bug'), new ItemError('shape', 'odd'), 'text']) {
      const { line, lost } = await run(failing(error), 1);
      assert.deepEqual([line, lost?.retries], [null, 0]);
    }
  });

  it('of 0 count what failed attempts cost', async () => {
    const { lost } = await run(failing(json()), 0);
    assert.equal(lost?.retries, 0);
    assert.ok(lost.lostMs > 0);
  });

  it('are not there where none are asked for', async () => {
    const work = await openWorkload(failing(json()), SETTINGS);
    assert.equal((await work.run('a', null)).line, null);
    assert.equal('lost' in work, false);
  });
});

describe('waitMs', () => {
  it('doubles up to 2 s, less up to half of it by name and attempt', () => {
    for (const [attempt, longest] of [100, 200, 400, 800, 1600, 2000, 2000].entries()) {
      const waits = Array.from({ length: 50 }, (_, id) => waitMs(`item-${id}`, attempt + 1));
      assert.ok(
        waits.every((ms) => ms >= longest / 2 && ms <= longest),
        String(waits),
      );
      assert.ok(new Set(waits).size > 10);
    }
    assert.equal(waitMs('mew', 1), waitMs('mew', 1));
  });
});
