import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SimpleWorkload } from '../../harness/contract.ts';
import { ItemError } from '../../scenarios/item-error.ts';
import { openWorkload } from '../../scenarios/item.ts';
import { LatencyHistogram } from '../../scenarios/latency-histogram.ts';
import pair, { bodyOf } from '../../harness/verify/workloads/pair.ts';
import { SETTINGS } from '../support/trial-process.ts';

/** Its ends of the items, and how many latencies they left. */
async function endsOf(run: SimpleWorkload['run'], ...items: readonly string[]) {
  const latencies = new LatencyHistogram();
  const workload = { name: 'simple', summary: '', list: () => items, run };
  const work = await openWorkload(workload, SETTINGS);
  const ends = await Promise.all(items.map((item) => work.run(item, latencies)));
  await work.close();
  return { ends, latencies: latencies.toSparse().reduce((sum, [, count]) => sum + count, 0) };
}

describe('a simple workload', () => {
  it('has the JSON text of its values as lines, whether it waits or not', async () => {
    const plain = await endsOf((item: string) => ({ item }), 'a', 'b');
    assert.deepEqual(plain, {
      ends: ['{"item":"a"}', '{"item":"b"}'].map((line) => ({ line, failure: null, bodyBytes: 0 })),
      latencies: 2,
    });
    const waiting = await endsOf((item: string) => Promise.resolve({ item }), 'a', 'b');
    assert.deepEqual(waiting, plain);
  });

  it('fails in the item that throws, rejects, or has no JSON value', async () => {
    const { ends } = await endsOf(
      (item) => {
        if (item === 'throws') throw new TypeError('no');
        return item === 'rejects' ? Promise.reject(new ItemError('timeout', 'late')) : undefined;
      },
      ...['throws', 'rejects', 'has none'],
    );
    assert.deepEqual(
      ends.map(({ line, failure }) => [line, failure?.kind]),
      [
        [null, 'other'],
        [null, 'timeout'],
        [null, 'shape'],
      ],
    );
  });
});

describe('a warm-up', () => {
  it('is left out of the waiting times, each worker by its share, and of nothing else', async () => {
    for (const retries of [undefined, 0]) {
      const settings = {
        ...{ ...SETTINGS, workers: 2, warmupItems: 5 },
        ...(retries !== undefined && { retries }),
      };
      const work = await openWorkload(pair, settings);
      const waited: number[] = [];
      const latencies = { record: (ms: number) => waited.push(ms) };
      for (const [done, name] of ['a', 'b', 'c', 'd', 'e'].entries()) {
        assert.equal((await work.run(name, latencies)).line, `${name}: ${name.toUpperCase()}`);
        assert.equal(waited.length, Math.max(0, done - 2));
      }
      assert.equal(work.lost?.().retries, retries);
      await work.close();
    }
  });
});

describe('a pair', () => {
  it('has the line of its computing half and the bytes of its waiting half', async () => {
    const work = await openWorkload(pair, SETTINGS);
    const latencies = new LatencyHistogram();
    assert.deepEqual(await work.run('mew', latencies), {
      ...{ line: 'mew: MEW', failure: null },
      bodyBytes: bodyOf('mew').byteLength,
    });
    assert.equal(latencies.toSparse().length, 1);
  });
});
