import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';

import fc from 'fast-check';

import type { Batch, BatchResult, Session, Workload } from '../../harness/contract.ts';
import { ItemError } from '../../scenarios/item-error.ts';
import { type OpenWorkload, openWorkload } from '../../scenarios/item.ts';
import { runWorker, type WorkerInput } from '../../scenarios/worker.ts';
import { SETTINGS } from '../support/trial-process.ts';

/** A worker over these batches, all its doings on record. */
async function rig(
  sizes: readonly number[],
  inFlight: number,
  overrides: Partial<WorkerInput> = {},
) {
  const pending: Batch[] = [];
  for (const [index, size] of sizes.entries()) {
    const first = index * 100;
    pending.push({ first, names: Array.from({ length: size }, (_, item) => `${first + item}`) });
  }
  const seen = { now: 0, most: 0, started: [] as string[], takes: 0, taking: 0, closed: 0 };
  const results: BatchResult[] = [];
  const session: Session = {
    async fetch(name) {
      seen.started.push(name);
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await nextTurn();
      seen.now -= 1;
      if (name.endsWith('7')) throw new ItemError('status', 'unlucky');
      return Buffer.from('four');
    },
    close() {
      seen.closed += 1;
      return Promise.resolve();
    },
  };
  const workload: Workload = {
    name: 'rig',
    summary: '',
    list: () => Promise.resolve([]),
    open: () => session,
    compute(name) {
      if (name.endsWith('8')) throw new Error('odd');
      return `line ${name}`;
    },
  };
  const settings = { ...SETTINGS, inFlight };
  const input: WorkerInput = {
    id: 5,
    settings,
    work: await openWorkload(workload, settings),
    async take() {
      seen.takes += 1;
      assert.equal(seen.taking, 0, 'two takes at once');
      seen.taking += 1;
      await microtasksDone();
      seen.taking -= 1;
      // The batches so far have been started, all of them.
      const taken = sizes.slice(0, seen.takes - 1).reduce((sum, size) => sum + size, 0);
      assert.equal(seen.started.length, taken);
      return pending.shift();
    },
    deliver: (result) => void results.push(result),
    ...overrides,
  };
  return { input, seen, results };
}

/** Every third item takes some turns longer; lines are as long as told. */
function outOfOrder(work: OpenWorkload, lineOf: (name: string) => string): OpenWorkload {
  return {
    ...work,
    async run(name, latencies) {
      const end = await work.run(name, latencies);
      if (Number(name) % 3 === 0) for (let turn = 0; turn < 2; turn++) await nextTurn();
      return end.line === null ? end : { ...end, line: lineOf(name) };
    },
  };
}

/** Long enough for a lane to start the item it was given, too short for any item to end. */
function microtasksDone(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

const batchSizes = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 });

describe('runWorker', { timeout: 600_000 }, () => {
  it('has exactly the limit in flight, takes each batch once, delivers each once', async () => {
    const limit = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(batchSizes, limit, async (sizes, inFlight) => {
        const { input, seen, results } = await rig(sizes, inFlight);
        const report = await runWorker(input);
        const items = sizes.reduce((sum, size) => sum + size, 0);
        assert.equal(seen.most, Math.min(inFlight, items));
        assert.equal(seen.takes, sizes.length + 1);
        assert.equal(seen.closed, 1);
        assert.equal(report.id, 5);
        assert.equal(report.items, items);
        assert.ok(report.readyAtMs <= report.endedAtMs);
        assert.deepEqual(
          results.map(({ first }) => first).toSorted((a, b) => a - b),
          sizes.map((_, index) => index * 100),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('keeps lines in the order of the batch, and a failure in the place of its line', async () => {
    const { input, results } = await rig([9, 1], 4);
    const report = await runWorker(input);
    const [first, second] = results.toSorted((a, b) => a.first - b.first);
    assert.deepEqual(first?.lines, [
      ...['line 0', 'line 1', 'line 2', 'line 3', 'line 4', 'line 5', 'line 6'],
      ...[null, null],
    ]);
    assert.deepEqual(
      first.failures
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ name, kind, message }) => ({ name, kind, message })),
      [
        { name: '7', kind: 'status', message: 'unlucky' },
        { name: '8', kind: 'other', message: 'Error: odd' },
      ],
    );
    assert.deepEqual(second, { first: 100, lines: ['line 100'], failures: [] });
    // Nine of ten items were fetched, 4 bytes each; what came counts, even if it was of no use.
    assert.equal(report.items, 10);
    assert.equal(report.bodyBytes, 36);
    assert.equal(
      report.latencies.reduce((sum, [, count]) => sum + count, 0),
      9,
    );
  });

  it('hands over a long batch in parts, in order and each item once', async () => {
    const shape = fc.record({
      size: fc.integer({ min: 1, max: 300 }),
      inFlight: fc.integer({ min: 1, max: 40 }),
      length: fc.integer({ min: 0, max: 2000 }),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ size, inFlight, length }) => {
        const { input, results } = await rig([size], inFlight);
        const line = (name: string) => name.padEnd(length, '.');
        await runWorker({ ...input, work: outOfOrder(input.work, line) });
        let next = 0;
        for (const { first, lines } of results) {
          assert.equal(first, next);
          const wanted = lines.map((_, n) =>
            /[78]$/.test(`${first + n}`) ? null : line(`${first + n}`),
          );
          assert.deepEqual(lines, wanted);
          next += lines.length;
        }
        assert.equal(next, size);
        const lengths = results.map(({ lines }) => lines.join('').length);
        assert.ok(lengths.slice(0, -1).every((sum) => sum >= 64 * 1024));
        // What was out of order comes with what it waited for.
        assert.ok(Math.max(...lengths) <= 64 * 1024 + (inFlight + 1) * 2000);
        const failures = results.flatMap(({ failures }) => failures);
        assert.equal(
          failures.length,
          results.flatMap(({ lines }) => lines).filter((l) => l === null).length,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is held back by a receiver that is slow', async () => {
    const received: PromiseWithResolvers<void>[] = [];
    const { input, seen } = await rig([1, 1], 1, {
      deliver() {
        const accepted = Promise.withResolvers<undefined>();
        received.push(accepted as PromiseWithResolvers<void>);
        return accepted.promise;
      },
    });
    const working = runWorker(input);
    while (received.length === 0) await nextTurn();
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    assert.deepEqual(seen.started, ['0']);
    received[0]?.resolve();
    while (received.length === 1) await nextTurn();
    assert.deepEqual(seen.started, ['0', '100']);
    received[1]?.resolve();
    await working;
  });

  it('ends well without any batch', async () => {
    const { input, results } = await rig([], 3);
    const report = await runWorker(input);
    assert.equal(report.items, 0);
    assert.deepEqual(report.latencies, []);
    assert.deepEqual(results, []);
  });

  for (const end of ['take', 'deliver'] as const) {
    it(`rejects and closes its session when ${end} fails`, async () => {
      const failing = { [end]: () => Promise.reject(new Error('queue broken')) };
      const { input, seen } = await rig([3], 2, failing);
      await assert.rejects(runWorker(input), /queue broken/);
      assert.equal(seen.closed, 1);
    });
  }
});
