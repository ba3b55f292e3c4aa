import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { armGroups } from '../../../../harness/check/sides/arm-groups.ts';
import { sharedModels } from '../../../../harness/check/sides/shared-models.ts';
import type { Model, Workload } from '../../../../harness/contract.ts';
import { resolveOptions } from '../../../../harness/engine/options.ts';
import type { CheckSide } from '../../../../harness/check/sides/side.ts';

const WORKLOAD = { name: 'w' } as Workload;

function modelOf(name: string): Model {
  return {
    name,
    mirrors: '',
    summary: '',
    kind: 'model',
    isolation: 'none',
    sharing: 'objects',
    run: () => Promise.resolve(),
  };
}

function side(ref: string, models: readonly string[], workloads = ['w']): CheckSide {
  const urls = (names: readonly string[]) =>
    new Map(names.map((name) => [name, `file:///${ref}/${name}.js`]));
  return {
    about: { ref, gitCommit: null, gitDirty: null },
    models: urls(models),
    workloads: urls(workloads),
    program: ref === 'whole' ? { path: '/whole/main.js', executable: '/whole/node' } : null,
    nodeVersion: '26.10.0',
  };
}

const entries = (...names: readonly string[]) =>
  names.map((name) => ({ url: '', value: modelOf(name) }));

describe('armGroups', () => {
  it('gives each arm the modules of its side, and the first model a control of the base', () => {
    const sides = { base: side('base', ['a', 'b']), head: side('head', ['a', 'b']), whole: false };
    const groups = armGroups([modelOf('a'), modelOf('b')], WORKLOAD, sides);
    assert.deepEqual(
      groups.map((group) => group.map((one) => [one.scenario.id, one.modelUrl, one.workloadUrl])),
      [
        [
          ['a@base', 'file:///base/a.js', 'file:///base/w.js'],
          ['a@head', 'file:///head/a.js', 'file:///head/w.js'],
          ['a@control', 'file:///base/a.js', 'file:///base/w.js'],
        ],
        [
          ['b@base', 'file:///base/b.js', 'file:///base/w.js'],
          ['b@head', 'file:///head/b.js', 'file:///head/w.js'],
        ],
      ],
    );
    assert.ok(groups.flat().every((runnable) => !('program' in runnable || 'plant' in runnable)));
  });

  it('runs the trial program of a side that has its own', () => {
    const sides = { base: side('whole', ['a']), head: side('head', ['a']), whole: true };
    const [group = []] = armGroups([modelOf('a')], WORKLOAD, sides);
    assert.deepEqual(
      group.map(({ program }) => program?.path),
      ['/whole/main.js', undefined, '/whole/main.js'],
    );
  });

  it('needs the workload on both sides', () => {
    const sides = { base: side('base', ['a'], []), head: side('head', ['a']), whole: false };
    assert.throws(() => armGroups([modelOf('a')], WORKLOAD, sides), { code: 'nothing-to-check' });
  });
});

describe('sharedModels', () => {
  const sides = { base: side('v1', ['a', 'old']), head: side('head', ['a', 'new']), whole: false };

  it('leaves out, and says, what only one side has', () => {
    const { models, findings } = sharedModels(entries('a', 'new'), sides, resolveOptions({}));
    assert.deepEqual(
      models.map(({ name }) => name),
      ['a'],
    );
    assert.match(findings[0]?.seen ?? '', /^new is not in v1/);
    assert.match(findings[1]?.seen ?? '', /^old is in v1, but no longer here/);
    assert.equal(findings.length, 2);
  });

  it('says nothing of models that were not asked for', () => {
    const { findings } = sharedModels(entries('a'), sides, resolveOptions({ models: ['a'] }));
    assert.deepEqual(findings, []);
  });

  it('refuses a check of nothing', () => {
    assert.throws(() => sharedModels(entries('new'), sides, resolveOptions({ models: ['new'] })), {
      code: 'nothing-to-check',
    });
  });
});
