import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { Entry } from '../../../harness/catalog.ts';
import type { ModelTraits } from '../../../harness/contract.ts';
import type { ModelChoice, ModelRequest } from '../../../harness/engine/options.ts';
import { modelOrder, modelsWithFloor, modelsWithoutFloor } from '../../../harness/engine/models.ts';
import { SILENT } from '../../../harness/engine/progress.ts';

const MAIN = ['single-threaded', 'worker-threads', 'child-processes'];
const ALL = [
  ...['single-threaded', 'single-fetch'],
  ...['worker-threads', 'threads-messages', 'threads-transfer', 'threads-tasks'],
  ...['child-processes', 'processes-json', 'processes-fork'],
];

const SEARCH = { folder: '', watch: { progress: SILENT, signal: new AbortController().signal } };

function request(set: ModelChoice): ModelRequest {
  return { set, files: [] };
}

function names(models: readonly Entry<ModelTraits>[]): readonly string[] {
  return models.map(({ value }) => value.name);
}

describe('the models of a comparison', () => {
  it('are by default the floor and those that are no variants, as the article has them', async () => {
    assert.deepEqual(names(await modelsWithFloor(request('main'), SEARCH)), ['bare-work', ...MAIN]);
  });

  it('have their variants behind them where all are asked for', async () => {
    assert.deepEqual(names(await modelsWithFloor(request('all'), SEARCH)), ['bare-work', ...ALL]);
  });

  it('are those named, each once and in order, and the floor', async () => {
    const named = ['processes-json', 'bare-work', 'threads-tasks', 'single-threaded'];
    assert.deepEqual(names(await modelsWithFloor(request(named), SEARCH)), [
      ...['bare-work', 'single-threaded', 'threads-tasks', 'processes-json'],
    ]);
  });

  it('are not run where one is unknown, and its nearest spelling is said, also of variants', async () => {
    await assert.rejects(modelsWithFloor(request(['worker-threads', 'threads-task']), SEARCH), {
      code: 'unknown-model',
      message: /no model is called "threads-task"; did you mean threads-tasks\?/,
    });
  });
});

describe('the models of a check', () => {
  it('are the same without the floor', async () => {
    assert.deepEqual(names(await modelsWithoutFloor(request('main'), SEARCH)), MAIN);
    assert.deepEqual(names(await modelsWithoutFloor(request('all'), SEARCH)), ALL);
  });

  it('are just those named', async () => {
    const named = ['threads-messages', 'bare-work'];
    assert.deepEqual(names(await modelsWithoutFloor(request(named), SEARCH)), [
      'bare-work',
      'threads-messages',
    ]);
  });
});

function model(name: string, parts: Partial<ModelTraits> = {}): ModelTraits {
  return { name, summary: '', kind: 'model', ...parts };
}

const IN_ORDER = [
  model('floor', { kind: 'floor' }),
  model('z', { number: 1 }),
  model('b', { number: 1, variantOf: 'z' }),
  model('a', { number: 2, variantOf: 'z' }),
  model('c', { variantOf: 'z' }),
  model('d', { variantOf: 'z' }),
  model('y', { number: 2 }),
  model('w'),
  model('e', { number: 1, variantOf: 'w' }),
  model('x'),
];

describe('modelOrder', () => {
  it('is floor, number, name; variants behind their model, whichever of them there are', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(IN_ORDER), (some) => {
        const sorted = some.toSorted(modelOrder(IN_ORDER));
        assert.deepEqual(
          sorted,
          IN_ORDER.filter((one) => some.includes(one)),
        );
      }),
    );
  });

  it('takes a variant of nothing there is for a model', () => {
    const orphan = model('o', { number: 3, variantOf: 'gone' });
    const all = [orphan, ...IN_ORDER];
    const names = all.toSorted(modelOrder(all)).map(({ name }) => name);
    assert.deepEqual(names.slice(6, 8), ['y', 'o']);
  });
});
