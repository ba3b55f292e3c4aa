import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { loadModel, nodeModels } from '../support/own-modules.ts';
import { runTrialProcess, SETTINGS } from '../support/trial-process.ts';
import { PAYLOAD, testCrossing, testModel } from '../support/model-contract.ts';

const models = await nodeModels();
for (const model of models) if (model.value.variantOf === undefined) testModel(model);

const { nameBytes, lineBytes } = PAYLOAD;
testCrossing({
  'single-threaded': { messages: 0, boundaryBytes: 0 },
  // A task and its end per worker; a batch is two Int32 in shared memory.
  'worker-threads': { messages: 2 * 2, boundaryBytes: 4 * 8 + lineBytes },
  // Producer: batch and `more`, and an end. Workers: `take`, batch, result per batch; `take`, stop
  // and end per worker.
  'child-processes': {
    messages: 4 * 2 + 1 + (4 * 3 + 2 * 3),
    boundaryBytes: 2 * nameBytes + lineBytes,
  },
});

describe('bare-work', () => {
  it('says that it needs a body pack', async (t) => {
    const { url: modelUrl, value } = await loadModel('bare-work');
    assert.equal(value.kind, 'floor');
    const workloadUrl = new URL('../../harness/verify/workloads/pair.ts', import.meta.url).href;
    const spec = { modelUrl, workloadUrl, settings: SETTINGS, bodyPackPath: null, shares: false };
    const { exitCode, stderr } = await runTrialProcess(spec, t.signal);
    assert.equal(exitCode, 1);
    assert.match(stderr, /bare-work needs a body pack/);
  });
});
