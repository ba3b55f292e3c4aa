import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { TrialOrder } from '../../../harness/trial/protocol.ts';
import { runTrialProcess, SETTINGS } from '../../support/trial-process.ts';

/** A model as a module of its own, from the body of its `run(trial, collector)`. */
function modelWith(body: string): string {
  const source = `export default { async run(trial, collector) { ${body} } };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

function orderOf(modelUrl: string, workloadUrl = 'file:///absent-workload.ts'): TrialOrder {
  return { modelUrl, workloadUrl, settings: SETTINGS, bodyPackPath: null };
}

describe('trial process', { timeout: 60_000 }, () => {
  it('reports what a model hands to its collector', async (t) => {
    const order = orderOf(
      modelWith(`
        collector.collect({ first: 0, lines: ['a', null], failures: [] });
        collector.crossed(2, 30);
        collector.crossed(1, 4);
        collector.worker({ id: 8 });
        collector.loop({ role: 'worker', id: 9 });`),
    );
    const { exitCode, report } = await runTrialProcess(order, t.signal);
    assert.equal(exitCode, 0);
    assert.ok(report);
    assert.equal(report.results.unique, 1);
    assert.equal(report.messages, 3);
    assert.equal(report.boundaryBytes, 34);
    assert.deepEqual(report.workers, [{ id: 8 }]);
    assert.deepEqual(
      report.loops.map(({ role, id }) => [role, id]),
      [
        ['main', 0],
        ['worker', 9],
      ],
    );
    assert.equal(report.firstResultAtMs, report.lastResultAtMs);
  });

  it('has no moment of a first result when there was none', async (t) => {
    const { report } = await runTrialProcess(orderOf(modelWith('')), t.signal);
    assert.equal(report?.firstResultAtMs, null);
    assert.equal(report.lastResultAtMs, null);
  });

  it('delivers a report far larger than a pipe', async (t) => {
    const many = `for (let id = 0; id < 50_000; id++) collector.worker({ id });`;
    const { report } = await runTrialProcess(orderOf(modelWith(many)), t.signal);
    assert.equal(report?.workers.length, 50_000);
  });

  const failures: [does: string, order: TrialOrder, stderr: RegExp][] = [
    ['a model that is not there', orderOf('file:///absent-model.ts'), /absent-model\.ts/],
    ['a model that throws', orderOf(modelWith(`throw new Error('model broke')`)), /model broke/],
    [
      'a workload that is not there',
      orderOf(modelWith('await trial.loadWorkload()')),
      /absent-workload\.ts/,
    ],
  ];
  for (const [does, order, said] of failures) {
    it(`ends with an error and no report: ${does}`, async (t) => {
      const { exitCode, stderr, report } = await runTrialProcess(order, t.signal);
      assert.equal(exitCode, 1);
      assert.match(stderr, said);
      assert.equal(report, null);
    });
  }

  it('ends with an error and no report: a model that waits for nothing', async (t) => {
    const order = orderOf(modelWith('await new Promise(() => {})'));
    const { exitCode, report } = await runTrialProcess(order, t.signal);
    assert.equal(exitCode, 13);
    assert.equal(report, null);
  });
});
