import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { loadModel, type OwnModel } from './own-modules.ts';
import type { Model, TrialSettings } from '../../harness/contract.ts';
import { writeBodyPack } from '../../scenarios/body-pack.ts';
import { FAULTY_NAMES, type Fault } from './faulty-workload.ts';
import { digestOf } from './digest.ts';
import { cycled, LINES, NAMES, tinyBody } from './tiny-workload.ts';
import { runTrialProcess, SETTINGS } from './trial-process.ts';

// A model that hangs never ends its test; the timeout is a watchdog, not an assertion.
const WATCHDOG = { timeout: 90_000 };
const TINY = new URL('./tiny-workload.ts', import.meta.url).href;
const SIMPLE = new URL('./simple-workload.ts', import.meta.url).href;
const FAULTY = new URL('./faulty-workload.ts', import.meta.url).href;

const SIMPLE_LINES = ['{"text":"mew","length":3}', '{"text":"猫","length":1}'];
const BODY_BYTES = [3, 9, 10, 10, 10_000, 5, 3];

const CASES: Readonly<Record<string, Partial<TrialSettings>>> = {
  'one item for four workers': { items: 1, workers: 4 },
  'fewer items than workers': { items: 3, workers: 5, batchSize: 1 },
  'a last batch that is not full': { items: 7, batchSize: 3 },
  'batches of one item': { items: 7, batchSize: 1 },
  'one batch larger than all items': { items: 5, batchSize: 100 },
  'more items than names': { items: 23, workers: 3, batchSize: 4 },
  'one item in flight': { inFlight: 1 },
  'one worker': { items: 16, workers: 1, inFlight: 4 },
};

const folder = mkdtempSync(join(tmpdir(), 'models-'));
const packs = { tiny: join(folder, 'tiny'), faulty: join(folder, 'faulty') };

before(() => {
  writeBodyPack(packs.tiny, NAMES, NAMES.map(tinyBody));
  writeBodyPack(packs.faulty, FAULTY_NAMES, FAULTY_NAMES.map(tinyBody));
});
after(() => {
  rmSync(folder, { recursive: true });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What every model must do, whatever it does it with: the tests of one model. */
export function testModel({ url: modelUrl, value: model }: OwnModel): void {
  describe(model.name, WATCHDOG, () => {
    it('says what it is', () => {
      assert.equal(model.name, basename(modelUrl, '.ts'));
      assert.notEqual(model.summary, '');
      assert.notEqual(model.analogue, '');
      assert.ok(model.isolation !== undefined && model.sharing !== undefined);
    });

    for (const [title, change] of Object.entries(CASES)) {
      it(`does the whole work once: ${title}`, async (t) => {
        const settings = { ...SETTINGS, ...change };
        const spec = {
          modelUrl,
          workloadUrl: TINY,
          settings,
          bodyPackPath: packs.tiny,
          shares: false,
        };
        const { exitCode, stderr, report } = await runTrialProcess(spec, t.signal);
        assert.equal(stderr, '');
        assert.equal(exitCode, 0);
        assert.ok(report);
        assert.deepEqual(report.pass.proof, {
          unique: settings.items,
          surplus: 0,
          digest: digestOf([...cycled(LINES, settings.items).entries()]),
          failures: 0,
          failuresByKind: {},
          failureExamples: [],
        });
        const { workers, loops } = report.end;
        const workerCount = model.kind === 'floor' ? 1 : settings.workers;
        const ids = workers.map(({ id }) => id).sort();
        assert.deepEqual(ids, [...Array(workerCount).keys()]);
        assert.equal(sum(workers.map(({ items }) => items)), settings.items);
        const bodyBytes = sum(workers.map((worker) => worker.bodyBytes));
        assert.equal(bodyBytes, sum(cycled(BODY_BYTES, settings.items)));
        if (model.kind === 'model') {
          const waits = workers.flatMap(({ latencies }) => latencies.map(([, count]) => count));
          assert.equal(sum(waits), settings.items);
        }
        assert.deepEqual(
          loops.filter(({ role }) => role === 'main').map(({ id, owner }) => [id, owner]),
          [[0, 'process']],
        );
        const { bootedAtMs, firstResultAtMs, lastResultAtMs, doneAtMs } = report.end;
        assert.ok(firstResultAtMs !== null && lastResultAtMs !== null);
        const moments = [bootedAtMs, firstResultAtMs, lastResultAtMs, doneAtMs];
        assert.deepEqual(
          moments,
          moments.toSorted((a, b) => a - b),
        );
      });
    }

    it('does a workload of one function', async (t) => {
      const settings = { ...SETTINGS, origin: '' };
      const order = { modelUrl, workloadUrl: SIMPLE, settings, bodyPackPath: null, shares: false };
      const { exitCode, stderr, report } = await runTrialProcess(order, t.signal);
      assert.equal(stderr, '');
      assert.equal(exitCode, 0);
      assert.ok(report);
      assert.equal(report.pass.proof.unique, settings.items);
      assert.equal(
        report.pass.proof.digest,
        digestOf(cycled(SIMPLE_LINES, settings.items).entries()),
      );
    });

    it('counts failed items by kind and finishes the others', async (t) => {
      const settings = { ...SETTINGS, origin: 'items' satisfies Fault, items: 20 };
      const spec = {
        modelUrl,
        workloadUrl: FAULTY,
        settings,
        bodyPackPath: packs.faulty,
        shares: false,
      };
      const { exitCode, report } = await runTrialProcess(spec, t.signal);
      assert.equal(exitCode, 0);
      assert.ok(report);
      const { failureExamples, ...results } = report.pass.proof;
      assert.deepEqual(results, {
        // Nine names, twice round and the first two once more.
        unique: 2,
        surplus: 0,
        digest: digestOf([
          [8, 'well: WELL'],
          [17, 'well: WELL'],
        ]),
        failures: 18,
        failuresByKind: {
          ...{ status: 3, timeout: 3, connection: 2, protocol: 2 },
          ...{ encoding: 2, json: 2, shape: 2, other: 2 },
        },
      });
      assert.deepEqual(failureExamples.toSorted(), [
        'connection: made to fail as connection',
        'encoding: made to fail as encoding',
        'json: made to fail as json',
        'other: TypeError: not an ItemError',
        'protocol: made to fail as protocol',
        'shape: made to fail as shape',
        'status: made to fail as status',
        'timeout: made to fail as timeout',
      ]);
      assert.equal(sum(report.end.workers.map(({ items }) => items)), 20);
    });

    // The floor neither lists nor opens.
    if (model.kind === 'floor') return;

    const breakdowns: [fault: Fault, does: string, stderr: RegExp][] = [
      ['list', 'a list that throws', /Error: no list today\n\s+at .*faulty-workload\.ts/],
      ['open', 'a session that throws', /Error: no session today\n\s+at .*faulty-workload\.ts/],
      ['uncaught', 'an error thrown outside an item', /Error: thrown outside an item\n\s+at /],
      ['exit', 'a worker that exits', /(?:)/],
    ];
    for (const [origin, does, said] of breakdowns) {
      it(`ends with an error and no report: ${does}`, async (t) => {
        const settings = { ...SETTINGS, origin, items: 50, batchSize: 1 };
        const spec = { modelUrl, workloadUrl: FAULTY, settings, bodyPackPath: null, shares: false };
        const { exitCode, stderr, report } = await runTrialProcess(spec, t.signal);
        assert.notEqual(exitCode, 0);
        assert.match(stderr, said);
        assert.equal(report, null);
      });
    }
  });
}

/** What crosses a boundary in SETTINGS: 7 items in 4 batches for 2 workers. */
export interface Crossed {
  readonly messages: number;
  readonly boundaryBytes: number;
}

/** Payload of that work on one way each. */
export const PAYLOAD = {
  nameBytes: sum(NAMES.map((name) => Buffer.byteLength(name))),
  lineBytes: sum(LINES.map((line) => Buffer.byteLength(line))),
};

export function testCrossing(expected: Readonly<Record<string, Crossed>>): void {
  describe('what crosses a boundary', WATCHDOG, () => {
    for (const [name, crossed] of Object.entries(expected)) {
      it(`is counted: ${name}`, async (t) => {
        const { url: modelUrl } = await loadModel(name);
        const spec = {
          modelUrl,
          workloadUrl: TINY,
          settings: SETTINGS,
          bodyPackPath: null,
          shares: false,
        };
        const { report } = await runTrialProcess(spec, t.signal);
        assert.ok(report);
        const { messages, boundaryBytes } = report.end;
        assert.deepEqual({ messages, boundaryBytes }, crossed);
      });
    }
  });
}
