import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';

import type { WorkloadStart } from '../../../../harness/contract.ts';
import {
  BATCH_BYTES,
  createResultDecoder,
  encodeBatch,
} from '../../../../scenarios/models/worker-threads/codec.ts';
import { packNames } from '../../../../scenarios/models/worker-threads/name-table.ts';
import { createQueue, openQueue } from '../../../../scenarios/models/worker-threads/queue.ts';
import type { WorkerTask } from '../../../../scenarios/models/worker-threads/worker.ts';
import { SETTINGS } from '../../../support/trial-process.ts';

const SCENARIOS = new URL('../../../../scenarios/', import.meta.url);

describe('a thread of worker-threads', { timeout: 600_000 }, () => {
  it('opens the client when it starts, and loads nothing of piscina', async () => {
    const start: WorkloadStart = {
      workloadUrl: new URL('workloads/fetch-pokemon.ts', SCENARIOS).href,
      settings: SETTINGS,
    };
    const program = `
      import { createRequire } from 'node:module';
      import { parentPort } from 'node:worker_threads';
      await import('${new URL('models/worker-threads/worker.ts', SCENARIOS).href}');
      parentPort.postMessage(Object.keys(createRequire('/').cache));`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    // A program without a file has no place for its name, which piscina's thread has.
    const thread = new Worker(url, { argv: ['', JSON.stringify(start)] });
    const [files] = (await once(thread, 'message')) as [string[]];
    await thread.terminate();
    assert.ok(files.some((file) => file.endsWith('/undici/lib/dispatcher/pool.js')));
    assert.deepEqual(
      files.filter((file) => file.includes('/piscina/')),
      [],
    );
  });

  it('hands over one result after the other, however many are ready and however long', async () => {
    const items = 40;
    const text = `'x'.repeat(100_000)`;
    const workload = `data:text/javascript,export default { list: [], run: (item) => item + ${text} }`;
    const start = { workloadUrl: workload, settings: { ...SETTINGS, inFlight: 10 }, shares: false };
    const workQueue = createQueue({ capacity: 2, slotBytes: BATCH_BYTES });
    const resultQueue = createQueue({ capacity: 4, slotBytes: 4096 });
    await openQueue(workQueue).push(encodeBatch({ first: 0, count: items }));
    openQueue(workQueue).close();
    const names = packNames(Array.from({ length: items }, (_, index) => `item ${index} `));
    const program = `
      import { parentPort, workerData } from 'node:worker_threads';
      const { default: work } = await import('${new URL('models/worker-threads/worker.ts', SCENARIOS).href}');
      parentPort.postMessage((await work(workerData)).worker.items);`;
    const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
      argv: ['', JSON.stringify(start)],
      workerData: { id: 0, names, workQueue, resultQueue } satisfies WorkerTask,
    });
    const done = once(thread, 'message');
    const decode = createResultDecoder();
    const queue = openQueue(resultQueue);
    const firsts: number[] = [];
    let lines = 0;
    while (lines < items) {
      const record = (await queue.take()) ?? new Uint8Array();
      firsts.push(new DataView(record.buffer).getInt32(0, true));
      lines += decode(record)?.lines.length ?? 0;
    }
    assert.deepEqual(await done, [items]);
    await thread.terminate();
    const changes = firsts.filter((first, index) => first !== firsts[index - 1]);
    assert.deepEqual(new Set(changes).size, changes.length, 'records of two results are mixed');
  });
});
