import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { latencyOf } from '../../mock-server/latency.ts';
import { send } from '../support/raw-http.ts';
import { TestServers } from '../support/running-server.ts';

const MR_MIME = '/api/v2/pokemon/mr-mime';
let servers: TestServers;

beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers[Symbol.asyncDispose]());

describe('the latency of an answer', () => {
  it('is a timer of whole milliseconds, decided by seed and resource', async (t) => {
    const set = t.mock.method(globalThis, 'setTimeout', (callback: () => void) =>
      setImmediate(callback),
    );
    const latency = { latencyMs: 100, jitter: 0.5, seed: 3 };
    const server = await servers.start(latency);
    for (const target of [
      MR_MIME,
      '/api/v2/pokemon/Mr-Mime/',
      `${MR_MIME}?x=1`,
      '/api/v2/pokemon/2',
    ]) {
      await send(server.url, { target });
    }
    const delays = set.mock.calls.map(
      ({ arguments: [, delay] }: { arguments: unknown[] }) => delay,
    );
    const named = latencyOf(MR_MIME, latency);
    assert.deepEqual(delays, [named, named, named, latencyOf('/api/v2/pokemon/2', latency)]);
  });

  it('of 0 sets no timer', async (t) => {
    const set = t.mock.method(globalThis, 'setTimeout');
    const server = await servers.start({ latencyMs: 0, jitter: 1 });
    await send(server.url, { target: MR_MIME });
    await send(server.url, { target: '/api/v2/pokemon/nobody' });
    assert.equal(set.mock.callCount(), 0);
  });
});
