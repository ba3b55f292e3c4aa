import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Entry } from '../../../harness/catalog.ts';
import type { Model } from '../../../harness/contract.ts';
import { modelsWithFloor, modelsWithoutFloor } from '../../../harness/engine/models.ts';

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
