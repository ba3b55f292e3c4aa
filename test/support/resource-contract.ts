import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

import { digestOf } from './digest.ts';
import type { OwnModel } from './own-modules.ts';
import { readLog, resourceLines, type ResourceFault } from './resource-workload.ts';
import { runTrialProcess, SETTINGS } from './trial-process.ts';

const WATCHDOG = { timeout: 90_000 };
const WORKLOAD = new URL('./resource-workload.ts', import.meta.url).href;

const folder = mkdtempSync(join(tmpdir(), 'resources-'));
after(() => {
  rmSync(folder, { recursive: true });
});

/** What every model must do with data that is shared, with resources and with items of JSON. */
export function testResources({ url: modelUrl, value: model }: OwnModel): void {
  async function trial(fault: ResourceFault, signal: AbortSignal) {
    const log = join(mkdtempSync(join(folder, 'log-')), 'calls');
    const settings = { ...SETTINGS, params: { log, fault, factor: 3 } };
    const spec = { modelUrl, workloadUrl: WORKLOAD, settings, bodyPackPath: null, shares: true };
    return { log, ...(await runTrialProcess(spec, signal)) };
  }

  describe(`${model.name ?? modelUrl}, of a workload with resources`, WATCHDOG, () => {
    it('shares data, opens and closes once per worker, takes items of JSON', async (t) => {
      const { exitCode, stderr, report, log } = await trial('', t.signal);
      assert.equal(stderr, '');
      assert.equal(exitCode, 0);
      assert.ok(report);
      const { unique, digest } = report.pass.proof;
      assert.equal(unique, SETTINGS.items);
      assert.equal(digest, digestOf(resourceLines(SETTINGS.items, 3).entries()));

      const workers = report.end.workers.length;
      const said = readLog(log);
      const calls = (call: string) => said.filter((one) => one.call === call).length;
      assert.deepEqual([calls('open'), calls('close')], [workers, workers]);
      const closes = said.filter((one) => one.call === 'close');
      // The last to close has seen all that have opened the same memory.
      const opened = Math.max(...closes.map((close) => close.opened));
      const apart = model.isolation === 'process';
      assert.deepEqual([calls('share'), opened], apart ? [workers, 1] : [1, workers]);
      const memory = model.isolation === 'thread' ? 'SharedArrayBuffer' : 'ArrayBuffer';
      for (const close of closes) assert.equal(close.memory, memory);
    });

    it('closes once per worker although items have failed, and keeps a stack', async (t) => {
      const { exitCode, report, log } = await trial('run', t.signal);
      assert.equal(exitCode, 0);
      assert.ok(report);
      assert.equal(report.pass.proof.failures, SETTINGS.items);
      const closes = readLog(log).filter(({ call }) => call === 'close');
      assert.equal(closes.length, report.end.workers.length);
      const [example, ...more] = report.pass.proof.failureExamples;
      assert.deepEqual(more, []);
      assert.match(example?.item ?? '', /^(\{"n":\d\}|\d)$/);
      assert.match(example?.stack ?? '', /^RangeError: no run today\n +at .*resource-workload/);
    });

    for (const fault of ['share', 'open', 'close'] as const) {
      it(`ends with the error and no report: ${fault} that throws`, async (t) => {
        const { exitCode, stderr, report } = await trial(fault, t.signal);
        assert.equal(exitCode, 1);
        // A clone of an error that came from a thread is shown as `RangeError [Error]`.
        const said = new RegExp(`RangeError.*: no ${fault} today\\n +at .*resource-workload`);
        assert.match(stderr, said);
        assert.equal(report, null);
      });
    }
  });
}
