import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import fc from 'fast-check';

import {
  createQueue,
  openQueue,
  type Queue,
} from '../../../../scenarios/models/worker-threads/queue.ts';
import type { ThreadTask } from '../../../support/queue-thread.ts';

// A lost wake-up shows as a test that never ends; the timeout is its watchdog, not an assertion.
const WATCHDOG = { timeout: 600_000 };

const [one, two, three] = [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)];

/** Closed after the test, since a wait that never ends would keep this process alive. */
function newQueue(t: TestContext, capacity: number): Queue {
  const queue = openQueue(createQueue({ capacity, slotBytes: 8 }));
  t.after(() => {
    queue.close();
  });
  return queue;
}

describe('queue', WATCHDOG, () => {
  it('behaves like an array with a limit, over many laps and the 32-bit wrap', () => {
    const operation = fc.oneof(fc.constant('take' as const), fc.uint8Array({ maxLength: 8 }));
    const capacity = fc.constantFrom(1, 2, 4, 8);
    fc.assert(
      fc.property(capacity, fc.array(operation, { maxLength: 200 }), (capacity, operations) => {
        const buffer = createQueue({ capacity, slotBytes: 8 });
        const [pushing, taking] = [openQueue(buffer), openQueue(buffer)];
        const model: Uint8Array[] = [];
        for (const operation of operations) {
          if (operation === 'take') {
            assert.deepEqual(taking.tryTake(), model.shift());
          } else {
            assert.equal(pushing.tryPush(operation), model.length < capacity);
            if (model.length < capacity) model.push(operation);
          }
        }
      }),
    );
  });

  it('passes the 32-bit wrap in its first laps', () => {
    const buffer = createQueue({ capacity: 2, slotBytes: 8 });
    const tail = () => new Int32Array(buffer)[32] ?? 0;
    const queue = openQueue(buffer);
    assert.ok(tail() > 0);
    for (let n = 0; n < 8; n++) {
      assert.ok(queue.tryPush(Uint8Array.of(n)));
      assert.deepEqual(queue.tryTake(), Uint8Array.of(n));
    }
    assert.ok(tail() < 0);
  });

  it('copies: neither the pushed nor the taken bytes are the memory of the queue', (t) => {
    const queue = newQueue(t, 1);
    const pushed = Uint8Array.of(1);
    queue.tryPush(pushed);
    pushed[0] = 9;
    const taken = queue.tryTake();
    queue.tryPush(two);
    assert.deepEqual(taken, one);
  });

  it('refuses a record longer than a slot, and takes one that just fits', (t) => {
    const queue = newQueue(t, 1);
    assert.throws(() => queue.tryPush(new Uint8Array(9)), RangeError);
    assert.ok(queue.tryPush(new Uint8Array(8).fill(1)));
    assert.deepEqual(queue.tryTake(), new Uint8Array(8).fill(1));
  });

  it('refuses a capacity that is not a power of two', () => {
    for (const capacity of [0, -1, 0.5, 3, NaN, Infinity]) {
      assert.throws(() => createQueue({ capacity, slotBytes: 8 }), /power of two/);
    }
  });
});

describe('waiting', WATCHDOG, () => {
  it('a push to a full queue waits for a take', async (t) => {
    const queue = newQueue(t, 2);
    await queue.push(one);
    await queue.push(two);
    const events: string[] = [];
    const pushing = queue.push(three).then(() => events.push('pushed'));
    await nextTurn();
    events.push('took');
    assert.deepEqual(await queue.take(), one);
    await pushing;
    assert.deepEqual(events, ['took', 'pushed']);
    assert.deepEqual([await queue.take(), await queue.take()], [two, three]);
  });

  it('pushers that wait are woken when the queue is half empty, and not for each record', async (t) => {
    const queue = newQueue(t, 4);
    for (const record of [one, two, three, one]) await queue.push(record);
    const events: string[] = [];
    const pushing = queue.push(two).then(() => events.push('pushed'));
    await nextTurn();
    for (const event of ['took one', 'took two']) {
      queue.tryTake();
      events.push(event);
      await nextTurn();
    }
    await pushing;
    assert.deepEqual(events, ['took one', 'took two', 'pushed']);
  });

  it('all takers of an empty queue wait, and get one record each', async (t) => {
    const queue = newQueue(t, 4);
    const taking = [queue.take(), queue.take(), queue.take()];
    await nextTurn();
    for (const record of [one, two, three]) queue.tryPush(record);
    const taken = await Promise.all(taking);
    assert.deepEqual(new Set(taken.map((record) => record?.[0])), new Set([1, 2, 3]));
  });

  it('a thread terminated in its sleep takes no wake-up with it', async (t) => {
    const requests = createQueue({ capacity: 1, slotBytes: 8 });
    const replies = createQueue({ capacity: 1, slotBytes: 8 });
    const task: ThreadTask = { role: 'echo', requests, replies };
    const thread = new Worker(new URL('../../../support/queue-thread.ts', import.meta.url), {
      workerData: task,
    });
    t.after(() => thread.terminate());
    const queue = openQueue(requests);
    const echoed = openQueue(replies);
    t.after(() => {
      queue.close();
      echoed.close();
    });
    await queue.push(one);
    await echoed.take();
    await thread.terminate();
    const taking = queue.take();
    await nextTurn();
    queue.tryPush(two);
    assert.deepEqual(await taking, two);
  });
});

describe('closing', WATCHDOG, () => {
  it('lets takers have what is left, then undefined', async (t) => {
    const queue = newQueue(t, 2);
    queue.tryPush(one);
    queue.tryPush(two);
    queue.close();
    const taken: Uint8Array[] = [];
    for await (const record of queue) taken.push(record);
    assert.deepEqual(taken, [one, two]);
    assert.equal(await queue.take(), undefined);
  });

  it('wakes all takers that wait', async (t) => {
    const queue = newQueue(t, 2);
    const taking = [queue.take(), queue.take()];
    await nextTurn();
    queue.close();
    assert.deepEqual(await Promise.all(taking), [undefined, undefined]);
  });

  it('refuses pushes, those that wait for room too', async (t) => {
    const queue = newQueue(t, 1);
    await queue.push(one);
    const pushing = queue.push(two);
    const refused = assert.rejects(pushing, /closed/);
    await nextTurn();
    queue.close();
    await refused;
    await assert.rejects(queue.push(three), /closed/);
    assert.deepEqual(await queue.take(), one);
  });

  it('may be done twice', async (t) => {
    const queue = newQueue(t, 1);
    queue.close();
    queue.close();
    assert.equal(await queue.take(), undefined);
  });
});
