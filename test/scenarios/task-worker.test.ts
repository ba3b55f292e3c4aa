import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type {
  Batch,
  BatchResult,
  Collector,
  LoopReport,
  WorkerReport,
} from '../../harness/contract.ts';
import { LINES, NAMES } from '../../harness/verify/workloads/pair.ts';
import { collectTasks } from '../../scenarios/task-collector.ts';
import { openTaskWorker } from '../../scenarios/task-worker.ts';
import { SETTINGS } from '../support/trial-process.ts';

const workloadUrl = new URL('../../harness/verify/workloads/pair.ts', import.meta.url).href;

/** What it was given. */
function recordingCollector() {
  const seen = {
    results: [] as BatchResult[],
    workers: [] as WorkerReport[],
    loops: [] as LoopReport[],
  };
  const crossed: (readonly [messages: number, bytes: number])[] = [];
  const collector: Collector = {
    collect: (result) => void seen.results.push(result),
    worker: (report) => void seen.workers.push(report),
    loop: (report) => void seen.loops.push(report),
    crossed: (messages, bytes) => void crossed.push([messages, bytes]),
  };
  return { ...seen, crossed, collector };
}

describe('a worker that takes tasks', () => {
  it('does a batch per task, and brings along what it has done so far', async () => {
    const worker = await openTaskWorker({ workloadUrl, settings: SETTINGS });
    const batches: Batch[] = [
      { first: 0, names: NAMES.slice(0, 4) },
      { first: 4, names: NAMES.slice(4) },
    ];
    const ends = [];
    for (const batch of batches) ends.push(await worker.run(batch));
    await worker.close();
    assert.deepEqual(
      ends.map(({ result }) => result),
      [
        { first: 0, lines: LINES.slice(0, 4), failures: [] },
        { first: 4, lines: LINES.slice(4), failures: [] },
      ],
    );
    assert.deepEqual(
      ends.map(({ worker }) => worker.items),
      [4, 7],
    );
    const [, last] = ends;
    assert.ok(last && last.worker.readyAtMs <= last.worker.endedAtMs);
    assert.deepEqual([last.loop.role, last.loop.owner], ['worker', 'process']);
    assert.equal(
      last.worker.latencies.reduce((sum, [, count]) => sum + count, 0),
      NAMES.length,
    );
  });
});

describe('a collector of tasks', () => {
  it('reports each worker once, as it was when it had done most', async () => {
    const worker = await openTaskWorker({ workloadUrl, settings: SETTINGS });
    const batch: Batch = { first: 0, names: ['mew', 'ho-oh'] };
    const first = await worker.run(batch);
    const second = await worker.run({ ...batch, first: 2 });
    await worker.close();
    const elsewhere = { ...first, loop: { ...first.loop, pid: first.loop.pid + 1 } };
    const { collector, results, workers, loops, crossed } = recordingCollector();
    const tasks = collectTasks(collector);
    // Two tasks of one worker may come back in any order.
    for (const end of [second, first, elsewhere]) tasks.add(batch, end);
    assert.deepEqual(workers, []);
    tasks.end();
    assert.deepEqual(results, [second.result, first.result, elsewhere.result]);
    assert.deepEqual(
      workers.map(({ id, items }) => [id, items]),
      [
        [0, 4],
        [1, 2],
      ],
    );
    assert.deepEqual(
      loops.map(({ id }) => id),
      [0, 1],
    );
    const bytes = 'mew'.length + 'ho-oh'.length + 'mew: MEW'.length + 'ho-oh: HO-OH'.length;
    assert.deepEqual(crossed, Array(3).fill([2, bytes]));
  });

  it('counts failed items too', async () => {
    const worker = await openTaskWorker({
      workloadUrl: `data:text/javascript,export default { list: [1], run() { throw new Error('no') } }`,
      settings: SETTINGS,
    });
    const { result, worker: report } = await worker.run({ first: 3, names: ['a', 'b'] });
    assert.deepEqual(result.lines, [null, null]);
    assert.deepEqual(
      result.failures.map(({ name, message }) => [name, message]),
      [
        ['a', 'Error: no'],
        ['b', 'Error: no'],
      ],
    );
    assert.equal(report.items, 2);
  });
});
