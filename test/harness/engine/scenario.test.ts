import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { loadModels } from '../../../harness/engine/models.ts';
import { resolveOptions } from '../../../harness/engine/options.ts';
import { findWorkload } from '../../../harness/engine/workload.ts';
import {
  linked,
  modelScenario,
  type ModelRun,
  sourceFolder,
} from '../../../harness/engine/scenario.ts';
import type { Role } from '../../../results/format.ts';
import { SETTINGS } from '../../support/run.ts';
import { SILENT } from '../../../harness/engine/progress.ts';

const SEARCH = { folder: '', watch: { progress: SILENT, signal: new AbortController().signal } };
const MOCK = { latencyMs: 5, jitter: 0, seed: 1, dataPath: null };
const RUN: ModelRun = {
  workload: await findWorkload(resolveOptions({}), SEARCH),
  ...{ settings: SETTINGS, mock: MOCK, rounds: 7, timeoutMs: null },
};

async function loadModel(name: string) {
  const [model] = await loadModels([name], SEARCH);
  if (model === undefined) throw new Error(`${name} was not loaded`);
  return model;
}

async function planned(name: string, role: Role | null = null) {
  const model = await loadModel(name);
  if (role === null) return modelScenario(model, RUN);
  const version = { ref: role, gitCommit: null, gitDirty: null, whole: false };
  const urls = { modelUrl: `file:///${role}/m.js`, workloadUrl: `file:///${role}/w.js` };
  return modelScenario(model, RUN, {
    role,
    version,
    nodeVersion: '26.0.0',
    ...urls,
    shares: false,
    codeSha256: null,
    program: null,
  });
}

async function links(...named: readonly (readonly [model: string, role?: Role])[]) {
  const all = await Promise.all(named.map(([model, role]) => planned(model, role)));
  return Object.fromEntries(
    linked(all, 'single-threaded').map(({ scenario: { id, baseline, floor, main } }) => [
      id,
      [baseline, floor, main],
    ]),
  );
}

describe('the scenarios of a comparison', () => {
  it('name the baseline, the floor and their main model by id', async () => {
    assert.deepEqual(
      await links(['bare-work'], ['single-threaded'], ['worker-threads'], ['threads-messages']),
      {
        'bare-work': [null, null, null],
        'single-threaded': [null, 'bare-work', null],
        'worker-threads': ['single-threaded', 'bare-work', null],
        'threads-messages': ['single-threaded', 'bare-work', 'worker-threads'],
      },
    );
  });

  it('name nothing that the run does not have', async () => {
    assert.deepEqual(await links(['threads-messages']), { 'threads-messages': [null, null, null] });
  });
});

describe('the scenarios of a check', () => {
  it('compare head and control with their own base, and bases with the baseline', async () => {
    const sides: readonly Role[] = ['base', 'head', 'control'];
    const all = ['single-threaded', 'worker-threads'].flatMap((model) =>
      sides.map((role) => [model, role] as const),
    );
    assert.deepEqual(await links(...all), {
      'single-threaded@base': [null, null, null],
      'single-threaded@head': ['single-threaded@base', null, null],
      'single-threaded@control': ['single-threaded@base', null, null],
      'worker-threads@base': ['single-threaded@base', null, null],
      'worker-threads@head': ['worker-threads@base', null, null],
      'worker-threads@control': ['worker-threads@base', null, null],
    });
  });

  it("load their side's modules, on its runtime", async () => {
    const { scenario, source } = await planned('single-threaded', 'head');
    assert.equal(scenario.runtime, 'node 26.0.0');
    assert.ok(source.kind === 'model');
    assert.deepEqual(
      [source.modelUrl, source.workloadUrl],
      ['file:///head/m.js', 'file:///head/w.js'],
    );
  });
});

describe('a scenario', () => {
  it('asks for the mock server only where its workload uses it', async () => {
    assert.deepEqual((await planned('single-threaded')).mock, MOCK);
    const simple = { ...RUN.workload.value, usesMockServer: false };
    const run = { ...RUN, workload: { ...RUN.workload, value: simple } };
    assert.equal(modelScenario(await loadModel('single-threaded'), run).mock, null);
  });
});

describe('the folder of the sources', () => {
  it("is that of the user's first file, or else the working folder", async () => {
    const own = await planned('single-threaded');
    const inFile = (file: string) => ({ ...own, scenario: { ...own.scenario, file } });
    assert.equal(sourceFolder([own], '/project'), '.');
    assert.equal(sourceFolder([own, inFile('../other/bench/w.ts')], '/project'), '/other/bench');
  });
});
