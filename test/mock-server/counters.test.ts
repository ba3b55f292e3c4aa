import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { request as openRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { send } from '../support/raw-http.ts';
import { TestServers, counters, resetCounters, untilCounted } from '../support/running-server.ts';
import { tinyDataset } from '../support/tiny-dataset.ts';

const dataset = tinyDataset();
const SECOND = dataset.documents[1];
const MR_MIME = '/api/v2/pokemon/mr-mime';
let servers: TestServers;

beforeEach(() => {
  servers = new TestServers();
});
afterEach(async () => {
  mock.timers.reset();
  await servers[Symbol.asyncDispose]();
});

describe('counters', () => {
  it('count requests by status, bytes as sent and connections, and leave out their own', async () => {
    const server = await servers.start();
    const agent = servers.connection();
    const gzip = { 'accept-encoding': 'gzip' };
    await send(server.url, { target: MR_MIME, agent });
    await send(server.url, { target: MR_MIME, agent, headers: gzip });
    await send(server.url, { target: MR_MIME, agent, headers: { 'if-none-match': '*' } });
    await send(server.url, { target: MR_MIME, agent, method: 'HEAD' });
    await send(server.url, { target: '/api/v2/pokemon/nobody', agent: servers.connection() });
    await send(server.url, { target: '/-/about' });
    const { requests, byStatus, bodyBytes, maxInFlight, connections } = await counters(server);
    assert.deepEqual(
      { requests, byStatus, bodyBytes, maxInFlight, connections },
      {
        requests: 5,
        byStatus: { 200: 3, 304: 1, 404: 1 },
        bodyBytes: 1238 + (SECOND?.gzip.length ?? 0) + 'Not Found'.length,
        maxInFlight: 1,
        connections: 2,
      },
    );
  });

  it('report the CPU and the load of the server process', async () => {
    const report = await counters(await servers.start());
    assert.ok(report.elapsedMs > 0);
    assert.ok(report.cpuUserMs >= 0 && report.cpuSystemMs >= 0);
    assert.ok(report.loopUtilization >= 0 && report.loopUtilization <= 1);
  });

  it('start anew at a reset, which answers what they were', async () => {
    const server = await servers.start();
    const agent = servers.connection();
    await send(server.url, { target: MR_MIME, agent });
    const before = await resetCounters(server);
    assert.deepEqual([before.requests, before.byStatus, before.connections], [1, { 200: 1 }, 1]);
    const empty = await counters(server);
    assert.deepEqual(
      [empty.requests, empty.byStatus, empty.bodyBytes, empty.maxInFlight, empty.connections],
      [0, {}, 0, 0, 0],
    );
    assert.ok(empty.elapsedMs < before.elapsedMs + empty.elapsedMs);
    await send(server.url, { target: MR_MIME, agent });
    assert.equal((await counters(server)).connections, 1);
  });

  it('know the most requests in flight, and give a request to the period it came in', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const server = await servers.start({ latencyMs: 1000 });
    const answers = Array.from({ length: 7 }, () => send(server.url, { target: MR_MIME }));
    await untilCounted(async () => (await counters(server)).requests === 7);
    const before = await resetCounters(server);
    assert.deepEqual([before.maxInFlight, before.byStatus], [7, {}]);
    mock.timers.tick(1000);
    await Promise.all(answers);
    const after = await counters(server);
    assert.deepEqual([after.requests, after.maxInFlight, after.byStatus], [0, 7, {}]);
    assert.equal((await resetCounters(server)).maxInFlight, 7);
    assert.equal((await counters(server)).maxInFlight, 0);
  });

  it('do not count an answer nobody waited for, nor keep it in flight', async (t) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const clear = t.mock.method(globalThis, 'clearTimeout');
    const server = await servers.start({ latencyMs: 1000 });
    const given = await giveUp(server.url, (sent) => sent.destroy());
    assert.equal(given.writableEnded, false);
    assert.equal(clear.mock.callCount(), 1);
    assert.equal((await counters(server)).maxInFlight, 1);
    const { requests, byStatus } = await resetCounters(server);
    assert.deepEqual([requests, byStatus], [1, {}]);
    assert.equal((await counters(server)).maxInFlight, 0);
  });

  it('do not count an answer broken off half-way', async () => {
    // Larger than what the sockets in between can hold.
    const text = JSON.stringify({ id: 1, name: 'bulbasaur', padding: 'x'.repeat(20_000_000) });
    const document = { id: 1, name: 'bulbasaur', json: Buffer.from(text), gzip: Buffer.alloc(0) };
    const server = await servers.start({ dataset: { ...dataset, documents: [document] } });
    const given = await giveUp(server.url, async (sent) => {
      const [incoming] = (await once(sent, 'response')) as [IncomingMessage];
      incoming.on('error', () => undefined);
      sent.destroy();
    });
    assert.equal(given.writableEnded, true);
    const { requests, byStatus, bodyBytes } = await resetCounters(server);
    assert.deepEqual([requests, byStatus, bodyBytes], [1, {}, 0]);
    assert.equal((await counters(server)).maxInFlight, 0);
  });

  it('answer 404 to what they are not asked for', async () => {
    const server = await servers.start();
    for (const [method, path] of [
      ['POST', 'counters'],
      ['GET', 'other'],
      ['DELETE', 'about'],
    ] as const) {
      const { status, body } = await send(server.url, { method, target: `/-/${path}` });
      assert.equal(status, 404);
      assert.match(body.toString(), /DELETE \/-\/counters/);
    }
    assert.equal((await counters(server)).requests, 0);
  });
});

/**
 * Asks for a document and breaks the connection off when told to; resolves to the server's side of
 * the answer once the server has seen it.
 */
async function giveUp(
  url: string,
  breakOff: (sent: ClientRequest) => unknown,
): Promise<ServerResponse> {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>();
  const onStart = (message: unknown) => {
    resolve((message as { response: ServerResponse }).response);
  };
  subscribe('http.server.request.start', onStart);
  const sent = openRequest(url, { path: '/api/v2/pokemon/1' });
  sent.on('error', () => undefined).end();
  const response = await promise;
  unsubscribe('http.server.request.start', onStart);
  const closed = once(response, 'close');
  await breakOff(sent);
  await closed;
  return response;
}
