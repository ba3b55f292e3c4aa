import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { startWorker } from '../../../../scenarios/claims/shared/workers.ts';
import {
  WORKER_KINDS,
  type WorkerKind,
} from '../../../../scenarios/claims/shared/workers/worker.ts';
import type { Told } from '../../../support/claim-worker.ts';

const PROGRAM = new URL('../../../support/claim-worker.ts', import.meta.url);
const OTHER_LOOPS = ['worker-threads', 'child-processes'] as const;

// A worker that does not answer or end would be waited for without end.
describe('startWorker', { timeout: 600_000 }, () => {
  for (const kind of WORKER_KINDS) {
    it(`starts a worker that answers (${kind})`, async () => {
      const { worker, said } = await start(kind);
      assert.equal(worker.pid === process.pid, kind !== 'child-processes');
      worker.send({ say: 'hello', close: true });
      assert.equal(await said, 'hello');
    });
  }

  for (const kind of OTHER_LOOPS) {
    it(`knows of a worker that closed its channel (${kind})`, async () => {
      const { worker } = await start(kind);
      worker.send({ close: true });
      assert.equal(await worker.ended, 'exit code 0');
    });

    it(`stops a worker (${kind})`, async () => {
      const { worker } = await start(kind);
      await worker.stop?.();
      const how = kind === 'worker-threads' ? 'exit code 1' : 'SIGKILL';
      assert.equal(await worker.ended, how);
    });

    it(`is told when there is no such program (${kind})`, async () => {
      const program = new URL('./no-such-program.ts', import.meta.url);
      const starting = startWorker({ kind, program, received: () => undefined });
      await assert.rejects(starting, /ended before it was ready: (ERR_MODULE_NOT_FOUND|exit code)/);
    });
  }

  it('knows of the error of a thread, and survives it', async () => {
    const { worker } = await start('worker-threads');
    worker.send({ fail: true });
    assert.equal(await worker.ended, 'as it was told');
  });

  it('cannot stop a worker of the own loop', async () => {
    const { worker } = await start('single-threaded');
    assert.equal(worker.stop, null);
  });
});

async function start(kind: WorkerKind) {
  const { promise: said, resolve } = Promise.withResolvers<string>();
  const worker = await startWorker<Told, { readonly said: string }>({
    kind,
    program: PROGRAM,
    received(message) {
      resolve(message.said);
    },
  });
  return { worker, said };
}
