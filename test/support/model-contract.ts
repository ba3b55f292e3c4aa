import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { Subject } from '../../harness/verify/step.ts';
import { casesOf } from '../../harness/verify/cases.ts';
import { openSubject } from '../../harness/verify/subject.ts';
import { LINES, NAMES } from '../../harness/verify/workloads/pair.ts';
import { loadModel, type OwnModel } from './own-modules.ts';
import { runTrialProcess, SETTINGS } from './trial-process.ts';

// A model that hangs never ends its test; the timeout is a watchdog, not an assertion.
const WATCHDOG = { timeout: 600_000 };
const PAIR = new URL('../../harness/verify/workloads/pair.ts', import.meta.url).href;

/** What every model of the suite must do: the cases of `verify`, and to say what it is. */
export function testModel({ url: modelUrl, value: model }: OwnModel): void {
  const traits = { name: basename(modelUrl, '.ts'), summary: '', kind: 'model', ...model } as const;
  describe(traits.name, WATCHDOG, () => {
    let subject: Subject & AsyncDisposable;
    before(async () => {
      const { signal } = new AbortController();
      subject = await openSubject({ modelUrl, model: traits, timeoutMs: 60_000, signal });
    });
    after(() => subject[Symbol.asyncDispose]());

    it('says what it is', () => {
      assert.equal(model.name, basename(modelUrl, '.ts'));
      assert.notEqual(model.summary, '');
      assert.notEqual(model.analogue, '');
      assert.ok(model.isolation !== undefined && model.sharing !== undefined);
    });

    for (const { does, breaksDown, check } of casesOf(traits.kind)) {
      it(does, async ({ signal }) => {
        const { problem, stderr } = await check({ ...subject, signal });
        assert.equal(problem, null, stderr);
        if (breaksDown !== true) assert.equal(stderr, '');
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
  nameBytes: bytesOf(NAMES),
  lineBytes: bytesOf(LINES),
};

export function testCrossing(expected: Readonly<Record<string, Crossed>>): void {
  describe('what crosses a boundary', WATCHDOG, () => {
    for (const [name, crossed] of Object.entries(expected)) {
      it(`is counted: ${name}`, async (t) => {
        const { url: modelUrl } = await loadModel(name);
        const spec = { modelUrl, workloadUrl: PAIR, settings: SETTINGS, bodyPackPath: null };
        const { report } = await runTrialProcess({ ...spec, shares: false }, t.signal);
        assert.ok(report);
        const { messages, boundaryBytes, workers } = report.end;
        // A user's pool may leave a worker unused; ours use as many as they are told.
        assert.deepEqual(workers.map(({ id }) => id).sort(), [...Array(SETTINGS.workers).keys()]);
        assert.deepEqual({ messages, boundaryBytes }, crossed);
      });
    }
  });
}

function bytesOf(texts: readonly string[]): number {
  return texts.reduce((total, text) => total + Buffer.byteLength(text), 0);
}
