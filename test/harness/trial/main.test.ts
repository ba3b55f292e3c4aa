import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { TrialSpec } from '../../../harness/trial/protocol.ts';
import { runTrialProcess, SETTINGS } from '../../support/trial-process.ts';

/** A model as a module of its own, from what it does before it has read the passes. */
function modelWith(body: string): string {
  return modelOf(`${body}; for await (const pass of trial.passes);`);
}

/** The same from the whole body. */
function modelOf(body: string): string {
  const source = `export default { async run(trial, collector) { ${body} } };`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

function specOf(modelUrl: string, workloadUrl = 'file:///absent-workload.ts'): TrialSpec {
  return { modelUrl, workloadUrl, settings: SETTINGS, bodyPackPath: null, shares: false };
}

describe('trial process', { timeout: 600_000 }, () => {
  it('reports what a model hands to its collector', async (t) => {
    const spec = specOf(
      modelWith(`
        collector.collect({ first: 0, lines: ['a', null], failures: [] });
        collector.crossed(2, 30);
        collector.crossed(1, 4);
        collector.worker({ id: 8 });
        collector.loop({ role: 'worker', id: 9 });`),
    );
    const { exitCode, report } = await runTrialProcess(spec, t.signal);
    assert.equal(exitCode, 0);
    assert.ok(report);
    assert.equal(report.pass.proof.unique, 1);
    assert.equal(report.end.messages, 3);
    assert.equal(report.end.boundaryBytes, 34);
    assert.deepEqual(report.end.workers, [{ id: 8 }]);
    assert.deepEqual(
      report.end.loops.map(({ role, id }) => [role, id]),
      [
        ['main', 0],
        ['worker', 9],
      ],
    );
    assert.equal(report.end.firstResultAtMs, report.end.lastResultAtMs);
  });

  it('has no moment of a first result when there was none', async (t) => {
    const { report } = await runTrialProcess(specOf(modelWith('')), t.signal);
    assert.equal(report?.end.firstResultAtMs, null);
    assert.equal(report.end.lastResultAtMs, null);
  });

  it('has one pass of all items', async (t) => {
    const body = `for await (const { first, count } of trial.passes) {
      collector.collect({ first, lines: Array(count).fill('a'), failures: [] });
      collector.crossed(count, 0);
    }`;
    const { report } = await runTrialProcess(specOf(modelOf(body)), t.signal);
    assert.equal(report?.pass.proof.unique, SETTINGS.items);
    assert.equal(report.end.messages, SETTINGS.items);
  });

  it('loads nothing of what drives a trial unless it is driven', async (t) => {
    const body = `collector.crossed(process.moduleLoadList.includes('NativeModule readline') ? 1 : 0, 0);`;
    const { report } = await runTrialProcess(specOf(modelWith(body)), t.signal);
    assert.equal(report?.end.messages, 0);
  });

  it('delivers a report far larger than a pipe', async (t) => {
    const many = `for (let id = 0; id < 50_000; id++) collector.worker({ id });`;
    const { report } = await runTrialProcess(specOf(modelWith(many)), t.signal);
    assert.equal(report?.end.workers.length, 50_000);
  });

  const failures: [does: string, spec: TrialSpec, stderr: RegExp][] = [
    ['a model that is not there', specOf('file:///absent-model.ts'), /absent-model\.ts/],
    ['a model that throws', specOf(modelWith(`throw new Error('model broke')`)), /model broke/],
    [
      'a workload that is not there',
      specOf(modelWith('await trial.loadWorkload()')),
      /absent-workload\.ts/,
    ],
  ];
  for (const [does, spec, said] of failures) {
    it(`ends with an error and no report: ${does}`, async (t) => {
      const { exitCode, stderr, report } = await runTrialProcess(spec, t.signal);
      assert.equal(exitCode, 1);
      assert.match(stderr, said);
      assert.equal(report, null);
    });
  }

  it('ends with an error and no report: a model that waits for nothing', async (t) => {
    const spec = specOf(modelWith('await new Promise(() => {})'));
    const { exitCode, report } = await runTrialProcess(spec, t.signal);
    assert.equal(exitCode, 13);
    assert.equal(report, null);
  });
});
