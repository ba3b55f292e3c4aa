import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import type { Entry } from '../../../harness/catalog.ts';
import type { Model } from '../../../harness/contract.ts';
import { modelOrder, modelsWithFloor, modelsWithoutFloor } from '../../../harness/engine/models.ts';

const MAIN = ['single-threaded', 'worker-threads', 'child-processes'];
const ALL = [
  ...['single-threaded', 'single-fetch'],
  ...['worker-threads', 'threads-messages', 'threads-transfer', 'threads-tasks'],
  ...['child-processes', 'processes-json', 'processes-fork'],
];

function names(models: readonly Entry<Model>[]): readonly string[] {
  return models.map(({ value }) => value.name);
}

describe('the models of a comparison', () => {
  it('are by default the floor and those that are no variants, as the article has them', async () => {
    assert.deepEqual(names(await modelsWithFloor('main')), ['bare-work', ...MAIN]);
  });

  it('have their variants behind them where all are asked for', async () => {
    assert.deepEqual(names(await modelsWithFloor('all')), ['bare-work', ...ALL]);
  });

  it('are those named, each once and in order, and the floor', async () => {
    const named = ['processes-json', 'bare-work', 'threads-tasks', 'single-threaded'];
    assert.deepEqual(names(await modelsWithFloor(named)), [
      ...['bare-work', 'single-threaded', 'threads-tasks', 'processes-json'],
    ]);
  });

  it('are not run where one is unknown, and its nearest spelling is said, also of variants', async () => {
    await assert.rejects(modelsWithFloor(['worker-threads', 'threads-task']), {
      code: 'unknown-model',
      message: /no "threads-task"; did you mean threads-tasks\?/,
    });
  });
});

describe('the models of a check', () => {
  it('are the same without the floor', async () => {
    assert.deepEqual(names(await modelsWithoutFloor('main')), MAIN);
    assert.deepEqual(names(await modelsWithoutFloor('all')), ALL);
  });

  it('are just those named', async () => {
    const named = ['threads-messages', 'bare-work'];
    assert.deepEqual(names(await modelsWithoutFloor(named)), ['bare-work', 'threads-messages']);
  });
});

function model(name: string, parts: Partial<Model> = {}): Model {
  const run = () => Promise.resolve();
  return { name, analogue: '', summary: '', kind: 'model', run, ...parts };
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
