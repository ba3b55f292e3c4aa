import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';

import {
  createQueue,
  openQueue,
  type Queue,
} from '../../../../scenarios/models/worker-threads/queue.ts';
import { afterCalls, beforeNext } from '../../../support/interpose.ts';
import type { ThreadTask } from '../../../support/queue-thread.ts';

// The moments at which another thread may come between two steps, each made to happen every time.
// A lost wake-up shows as a test that never ends; the timeout is its watchdog, not an assertion.
const WATCHDOG = { timeout: 600_000 };

const [one, two] = [Uint8Array.of(1), Uint8Array.of(2)];

/** Closed after the test, since a wait that never ends would keep this process alive. */
function newQueue(t: TestContext, capacity: number): Queue {
  const queue = openQueue(createQueue({ capacity, slotBytes: 8 }));
  t.after(() => {
    queue.close();
  });
  return queue;
}

describe('claiming and publishing', WATCHDOG, () => {
  it('a position is taken by one pusher although two saw it free', (t) => {
    const queue = newQueue(t, 4);
    beforeNext(t, 'compareExchange', () => queue.tryPush(one));
    queue.tryPush(two);
    assert.deepEqual([queue.tryTake(), queue.tryTake(), queue.tryTake()], [one, two, undefined]);
  });

  it('a record is taken by one taker although two saw it full', (t) => {
    const queue = newQueue(t, 4);
    queue.tryPush(one);
    queue.tryPush(two);
    beforeNext(t, 'compareExchange', () => {
      assert.deepEqual(queue.tryTake(), one);
    });
    assert.deepEqual([queue.tryTake(), queue.tryTake()], [two, undefined]);
  });

  it('nobody sees a record before it is whole, nor those behind it', (t) => {
    const queue = newQueue(t, 4);
    beforeNext(t, 'store', () => {
      assert.ok(queue.tryPush(two));
      assert.equal(queue.tryTake(), undefined);
    });
    queue.tryPush(one);
    assert.deepEqual([queue.tryTake(), queue.tryTake()], [one, two]);
  });

  it('a slot is not free before its record is copied out', (t) => {
    const queue = newQueue(t, 1);
    queue.tryPush(one);
    beforeNext(t, 'store', () => {
      assert.equal(queue.tryPush(two), false);
    });
    assert.deepEqual(queue.tryTake(), one);
  });

  it('a push that meets the close at its last moment fails and leaves nothing', (t) => {
    const queue = newQueue(t, 1);
    beforeNext(t, 'compareExchange', () => {
      queue.close();
    });
    assert.throws(() => queue.tryPush(one), /closed/);
    assert.equal(queue.tryTake(), undefined);
  });

  it('a record that the close overtakes half written is still taken', async (t) => {
    const queue = newQueue(t, 1);
    let taking: Promise<Uint8Array | undefined> | undefined;
    beforeNext(t, 'store', () => {
      queue.close();
      taking = queue.take();
    });
    queue.tryPush(one);
    assert.deepEqual(await taking, one);
    assert.equal(await queue.take(), undefined);
  });
});

describe('going to sleep', WATCHDOG, () => {
  it('a record pushed before a taker says that it waits is not missed', async (t) => {
    const queue = newQueue(t, 1);
    beforeNext(t, 'or', () => queue.tryPush(one));
    assert.deepEqual(await queue.take(), one);
  });

  it('a record pushed before a taker sleeps is not missed', async (t) => {
    const queue = newQueue(t, 1);
    beforeNext(t, 'waitAsync', () => queue.tryPush(one));
    assert.deepEqual(await queue.take(), one);
  });

  it('room made before a pusher says that it waits is not missed', async (t) => {
    const queue = newQueue(t, 1);
    queue.tryPush(one);
    beforeNext(t, 'or', () => queue.tryTake());
    await queue.push(two);
    assert.deepEqual(queue.tryTake(), two);
  });

  it('room made before a pusher sleeps is not missed', async (t) => {
    const queue = newQueue(t, 1);
    queue.tryPush(one);
    beforeNext(t, 'waitAsync', () => queue.tryTake());
    await queue.push(two);
    assert.deepEqual(queue.tryTake(), two);
  });

  it('a pusher is woken by the last take, though the others ended before it slept', async (t) => {
    const queue = newQueue(t, 4);
    for (const record of [one, two, one, two]) queue.tryPush(record);
    let pushing: Promise<void> | undefined;
    beforeNext(t, 'store', () => {
      for (let taken = 0; taken < 3; taken++) queue.tryTake();
      pushing = queue.push(two);
    });
    // The first position is not free yet when all behind it are.
    assert.deepEqual(queue.tryTake(), one);
    await pushing;
    assert.deepEqual(queue.tryTake(), two);
  });

  it('wakes every taker, since records become full out of order', async (t) => {
    const buffer = createQueue({ capacity: 4, slotBytes: 8 });
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const openGate = () => {
      Atomics.store(gate, 0, 1);
      Atomics.notify(gate, 0);
    };
    const queue = openQueue(buffer);
    const asleepAgain = afterCalls(t, 'waitAsync', 4);
    const taking = [queue.take(), queue.take()];
    const task: ThreadTask = { role: 'stall', queue: buffer, gate: gate.buffer };
    const thread = new Worker(new URL('../../../support/queue-thread.ts', import.meta.url), {
      workerData: task,
    });
    const ended = once(thread, 'exit');
    t.after(async () => {
      openGate();
      await ended;
      queue.close();
    });

    // Another thread holds the first position while ours fills the second: nobody can take yet.
    await once(thread, 'message');
    queue.tryPush(two);
    assert.equal(queue.tryTake(), undefined);
    // Both takers woke, found the first position still being written, and sleep again.
    await asleepAgain;
    openGate();
    const taken = await Promise.all(taking);
    assert.deepEqual(new Set(taken.map((record) => record?.[0])), new Set([1, 2]));
  });
});
