import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { RunFile } from '../../../results/format.ts';
import { parseRun } from '../../../results/reading.ts';
import { asVersion2 } from '../../support/old-runs.ts';
import { completedTrial, inRole, runOf, scenario } from '../../support/run.ts';
import { wholeRun } from '../../support/whole-run.ts';
import { variantsRun } from '../../support/variants-run.ts';

function upgraded(run: object): RunFile {
  return parseRun(JSON.stringify(run));
}

describe('a file of version 2', () => {
  it('says of every scenario what was said of the run', () => {
    assert.deepEqual(upgraded(asVersion2(wholeRun())), wholeRun());
  });

  it('has variants, compared with their main model', () => {
    assert.deepEqual(upgraded(asVersion2(variantsRun())), variantsRun());
  });

  it('of before there were variants has its models in the order of the article', () => {
    const byName = ['bare-work', 'child-processes', 'single-threaded', 'unknown', 'worker-threads'];
    const old = asVersion2(
      runOf(
        byName.map((model) => scenario(model, model === 'bare-work' ? 'floor' : 'model')),
        [],
        { status: 'incomplete' },
      ),
    );
    const models = (summary: object) =>
      upgraded({
        ...old,
        scenarios: old.scenarios.map((one) => ({
          ...one,
          ...{ variantOf: undefined, form: undefined, ...summary },
        })),
      }).scenarios.map(({ model }) => model);
    const ordered = ['bare-work', 'single-threaded', 'worker-threads', 'child-processes', 'unknown'];
    assert.deepEqual(models({ summary: undefined }), ordered);
    assert.deepEqual(models({ summary: 'Does it.' }), byName);
  });

  it('that says --quick was a first look', () => {
    const old = { ...asVersion2(wholeRun()), command: ['--quick'] };
    assert.equal(upgraded(old).schedule.scale, 'quick');
  });
});

describe('a check of version 2', () => {
  const injection = { kind: 'cpu', share: 0.1 } as const;
  const models = ['single-threaded', 'worker-threads'].map((model) => scenario(model));
  const scenarios = models.flatMap((model) => [
    inRole(model, 'base'),
    { ...inRole(model, 'head'), injection },
    inRole(model, 'control'),
  ]);
  const trials = scenarios.flatMap(({ id }) => [
    completedTrial(id, 8, {}),
    { ...completedTrial(id, 9, {}), phase: 'confirmation' as const },
  ]);
  const check = runOf(scenarios, trials);
  const run: RunFile = { ...check, schedule: { ...check.schedule, command: 'check' } };

  it('has versions, roles, an injection into heads, and a confirmation', () => {
    assert.deepEqual(upgraded(asVersion2(run)), run);
  });

  it('compares bases with the single-threaded one, heads and controls with their base', () => {
    assert.deepEqual(
      upgraded(asVersion2(run)).scenarios.map(({ id, baseline }) => [id, baseline]),
      [
        ['single-threaded@base', null],
        ['single-threaded@head', 'single-threaded@base'],
        ['single-threaded@control', 'single-threaded@base'],
        ['worker-threads@base', 'single-threaded@base'],
        ['worker-threads@head', 'worker-threads@base'],
        ['worker-threads@control', 'worker-threads@base'],
      ],
    );
  });
});
