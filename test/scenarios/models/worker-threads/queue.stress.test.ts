import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';

import { createQueue, openQueue } from '../../../../scenarios/models/worker-threads/queue.ts';
import type { Books, ThreadTask } from '../../../support/queue-thread.ts';

// A lost wake-up shows as a test that never ends; the timeout is its watchdog, not an assertion.
const WATCHDOG = { timeout: 100_000 };

const SHAPES = [
  { producers: 3, consumers: 3, capacity: 2 },
  { producers: 4, consumers: 1, capacity: 8 },
  { producers: 1, consumers: 4, capacity: 4 },
  { producers: 2, consumers: 2, capacity: 1 },
];

/** Divisible by every number of producers above. */
const RECORDS = 120_000;

describe('queue under stress', WATCHDOG, () => {
  for (const { producers, consumers, capacity } of SHAPES) {
    it(`${producers} producers, ${consumers} consumers, capacity ${capacity}`, async (t) => {
      const buffer = createQueue({ capacity, slotBytes: 200 });
      const perProducer = RECORDS / producers;
      const books: Books = {
        totals: new SharedArrayBuffer(8),
        taken: new SharedArrayBuffer(RECORDS),
        capacity,
        recordsPerProducer: perProducer,
      };
      const consuming = Array.from({ length: consumers }, () =>
        run(t, { role: 'consume', queue: buffer, producers, books }),
      );
      const producing = Array.from({ length: producers }, (_, producer) =>
        run(t, { role: 'produce', queue: buffer, producer, count: perProducer, books }),
      );
      // A consumer that fails must fail the test although the producers then wait for ever.
      await Promise.race([Promise.all(producing), Promise.all(consuming)]);
      openQueue(buffer).close();
      await Promise.all(consuming);

      const wrong = new Uint8Array(books.taken).findIndex((times) => times !== 1);
      assert.equal(wrong, -1, `record ${wrong} was not taken exactly once`);
    });
  }

  it('loses no wake-up in 30,000 round trips between two threads', async (t) => {
    const requests = createQueue({ capacity: 1, slotBytes: 4 });
    const replies = createQueue({ capacity: 1, slotBytes: 4 });
    const echoing = run(t, { role: 'echo', requests, replies });
    const [ask, answers] = [openQueue(requests), openQueue(replies)];
    // A wait that never ends would keep this process alive.
    t.after(() => {
      ask.close();
      answers.close();
    });
    for (let trip = 0; trip < 30_000; trip++) {
      await ask.push(new Uint8Array(Int32Array.of(trip).buffer));
      const answer = await answers.take();
      assert.deepEqual(answer, new Uint8Array(Int32Array.of(trip).buffer));
    }
    ask.close();
    await echoing;
  });
});

/** Resolves when the thread has done its task, rejects with the error it ended with. */
async function run(t: TestContext, task: ThreadTask): Promise<void> {
  const thread = new Worker(new URL('../../../support/queue-thread.ts', import.meta.url), {
    workerData: task,
  });
  t.after(() => thread.terminate());
  await once(thread, 'message');
}
