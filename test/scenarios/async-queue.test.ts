import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';

import fc from 'fast-check';

import { AsyncQueue } from '../../scenarios/async-queue.ts';

/** Every push and take of a history, and what came of it so far. */
function recorder(capacity: number) {
  const queue = new AsyncQueue<number>(capacity);
  const accepted: number[] = [];
  const taken: (number | undefined)[] = [];
  const counts = { pushes: 0, takes: 0 };
  return {
    queue,
    accepted,
    taken,
    counts,
    push() {
      const item = counts.pushes++;
      void queue.push(item).then(() => accepted.push(item));
    },
    take() {
      const place = counts.takes++;
      void queue.take().then((item) => (taken[place] = item));
    },
  };
}

function upTo(count: number): number[] {
  return [...Array(count).keys()];
}

describe('AsyncQueue', { timeout: 600_000 }, () => {
  it('is first in first out, and bounded, for any number of pushers and takers', async () => {
    const operations = fc.array(fc.constantFrom('push', 'take', 'settle'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), operations, async (capacity, history) => {
        const record = recorder(capacity);
        for (const operation of [...history, 'settle']) {
          if (operation === 'push') record.push();
          else if (operation === 'take') record.take();
          else {
            await nextTurn();
            const { pushes, takes } = record.counts;
            // The k-th take gets the k-th push; what is accepted was taken or fits in.
            assert.deepEqual(record.taken, upTo(Math.min(pushes, takes)));
            const accepted = record.accepted.toSorted((a, b) => a - b);
            assert.deepEqual(accepted, upTo(Math.min(pushes, takes + capacity)));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('wakes every pusher that waits, when takers come in a burst', async () => {
    const record = recorder(1);
    for (let push = 0; push < 3; push++) record.push();
    for (let take = 0; take < 3; take++) record.take();
    await nextTurn();
    assert.deepEqual(record.taken, [0, 1, 2]);
    assert.deepEqual(record.accepted.toSorted(), [0, 1, 2]);
  });

  it('gives what is left after it was closed, then undefined to all', async () => {
    const queue = new AsyncQueue<string>(2);
    await queue.push('a');
    await queue.push('b');
    queue.close();
    assert.deepEqual(await Promise.all([queue.take(), queue.take(), queue.take(), queue.take()]), [
      'a',
      'b',
      undefined,
      undefined,
    ]);
  });

  it('releases takers that were waiting when it was closed', async () => {
    const queue = new AsyncQueue<string>(1);
    const waiting = [queue.take(), queue.take()];
    await queue.push('a');
    queue.close();
    assert.deepEqual(await Promise.all(waiting), ['a', undefined]);
  });
});
