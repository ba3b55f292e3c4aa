import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { nodeModels } from '../support/own-modules.ts';
import { PAYLOAD, testCrossing, testModel } from '../support/model-contract.ts';

const models = await nodeModels();
const variants = models.filter(({ value }) => value.variantOf !== undefined);

describe('every variant', () => {
  it('is one of a main model, and says in which form', () => {
    const main = models.filter((one) => !variants.includes(one)).map(({ value }) => value.name);
    for (const { value } of variants) {
      assert.ok(main.includes(value.variantOf), value.name ?? '');
      assert.ok(value.form !== undefined, value.name ?? '');
    }
  });
});

for (const variant of variants) testModel(variant);

const { nameBytes, lineBytes } = PAYLOAD;
// `take`, batch, result per batch; `take`, stop and end per worker.
const fromWorkers = 4 * 3 + 2 * 3;
const withoutProducer = { messages: fromWorkers, boundaryBytes: nameBytes + lineBytes };
testCrossing({
  'single-fetch': { messages: 0, boundaryBytes: 0 },
  'threads-messages': withoutProducer,
  'threads-transfer': withoutProducer,
  // A task and its end per item and per worker.
  'threads-tasks': { messages: 7 * 2 + 2 * 2, boundaryBytes: nameBytes + lineBytes },
  'processes-json': {
    messages: 4 * 2 + 1 + fromWorkers,
    boundaryBytes: 2 * nameBytes + lineBytes,
  },
  'processes-fork': withoutProducer,
});
