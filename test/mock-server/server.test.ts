import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as openRequest, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { send } from '../support/raw-http.ts';
import { TestServers, counters, untilCounted } from '../support/running-server.ts';
import { tinyDataset } from '../support/tiny-dataset.ts';

const dataset = tinyDataset();
const SECOND = dataset.documents[1];
const MR_MIME = '/api/v2/pokemon/mr-mime';
let servers: TestServers;

beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers[Symbol.asyncDispose]());

describe('startServer', () => {
  it('tells what it serves and how', async () => {
    const server = await servers.start({ latencyMs: 5, jitter: 0.5, seed: 9 });
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const { body } = await send(server.url, { target: '/-/about' });
    assert.deepEqual(JSON.parse(body.toString()), {
      name: 'concurrency-bench-mock',
      formatVersion: 2,
      dataset: {
        source: 'generated',
        version: 'tiny@1.0.0',
        sha256: dataset.sha256,
        documents: 45,
        bytes: dataset.documents.reduce((sum, { json }) => sum + json.length, 0),
      },
      latencyMs: 5,
      jitter: 0.5,
      seed: 9,
      faults: null,
    });
  });

  it('rejects when the port is taken', async () => {
    const { port } = new URL((await servers.start()).url);
    await assert.rejects(servers.start({ port: Number(port) }), { code: 'EADDRINUSE' });
  });

  it('ends at once, with answers still held back', async () => {
    const server = await servers.start({ latencyMs: 60_000 });
    const lost = assert.rejects(send(server.url, { target: MR_MIME }));
    await untilCounted(async () => (await counters(server)).requests === 1);
    await server[Symbol.asyncDispose]();
    await lost;
  });

  it('understands the forms of a target that name no path of their own', async () => {
    const server = await servers.start();
    const absolute = await send(server.url, {
      target: `http://user:secret@any.example${MR_MIME}?a=b`,
    });
    assert.ok(SECOND?.json.equals(absolute.body));
    const asterisk = await send(server.url, { method: 'OPTIONS', target: '*' });
    assert.equal(asterisk.status, 404);
    const otherHost = await send(server.url, { target: `//any.example${MR_MIME}` });
    assert.equal(otherHost.status, 404);
    const trace = await send(server.url, { method: 'TRACE', target: MR_MIME });
    assert.match(trace.body.toString(), /<pre>Cannot TRACE \/api\/v2\/pokemon\/mr-mime<\/pre>/);
  });

  it('keeps an idle connection for longer than a pause between trials', async () => {
    const server = await servers.start();
    const sent = openRequest(server.url, { path: MR_MIME, agent: servers.connection() }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    const answer = response.headers['keep-alive'];
    assert.equal(answer, 'timeout=600');
  });
});
