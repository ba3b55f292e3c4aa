import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';

import type { WorkloadStart } from '../../../../harness/contract.ts';
import { SETTINGS } from '../../../support/trial-process.ts';

const SCENARIOS = new URL('../../../../scenarios/', import.meta.url);

describe('a thread of worker-threads', { timeout: 600_000 }, () => {
  it('opens the client when it starts, and loads nothing of piscina', async () => {
    const start: WorkloadStart = {
      workloadUrl: new URL('workloads/fetch-pokemon.ts', SCENARIOS).href,
      settings: SETTINGS,
    };
    const program = `
      import { createRequire } from 'node:module';
      import { parentPort } from 'node:worker_threads';
      await import('${new URL('models/worker-threads/worker.ts', SCENARIOS).href}');
      parentPort.postMessage(Object.keys(createRequire('/').cache));`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    // A program without a file has no place for its name, which piscina's thread has.
    const thread = new Worker(url, { argv: ['', JSON.stringify(start)] });
    const [files] = (await once(thread, 'message')) as [string[]];
    await thread.terminate();
    assert.ok(files.some((file) => file.endsWith('/undici/lib/dispatcher/pool.js')));
    assert.deepEqual(
      files.filter((file) => file.includes('/piscina/')),
      [],
    );
  });
});
