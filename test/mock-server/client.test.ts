import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MockServerError, connectMockServer, startMockServer } from '../../mock-server/client.ts';
import { startServer } from '../../mock-server/server.ts';
import { tinyDataset, writeTinyCheckout } from '../support/tiny-dataset.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-server-client-'));
  await writeTinyCheckout(folder);
});
after(() => rm(folder, { recursive: true }));

function start(dataPath: string) {
  return startMockServer({
    latencyMs: 1,
    jitter: 0.5,
    seed: 3,
    dataPath,
    cacheDir: join(folder, 'cache'),
  });
}

function startHere() {
  return startServer({
    dataset: tinyDataset(),
    host: '127.0.0.1',
    port: 0,
    latencyMs: 0,
    jitter: 0,
    faults: null,
    seed: 1,
  });
}

/** A message of one line, by an error made to be shown. */
function refusal(message: RegExp) {
  return (error: unknown) =>
    error instanceof MockServerError &&
    message.test(error.message) &&
    !error.message.includes('\n');
}

describe('startMockServer', () => {
  it('starts a process with the options given, drives it and ends it', async () => {
    const server = await start(folder);
    assert.deepEqual(
      [server.about.latencyMs, server.about.jitter, server.about.seed, server.about.dataset.source],
      [1, 0.5, 3, 'api-data'],
    );
    await (await fetch(`${server.url}/api/v2/pokemon/mr-mime`)).arrayBuffer();
    assert.deepEqual((await server.counters()).byStatus, { 200: 1 });
    assert.equal((await server.resetCounters()).requests, 1);
    assert.equal((await server.counters()).requests, 0);
    await server[Symbol.asyncDispose]();
    await assert.rejects(fetch(server.url));
    // An end that was asked for is no news.
    assert.equal(await Promise.race([server.exited, Promise.resolve('pending')]), 'pending');
  });

  it('says why the server would not start', async () => {
    await assert.rejects(start(join(folder, 'nothing')), refusal(/^--data .*nothing: /));
  });

  it('says when the server ends by itself', async () => {
    const children: ChildProcess[] = [];
    const remember = (message: unknown) => {
      children.push((message as { process: ChildProcess }).process);
    };
    subscribe('child_process', remember);
    await using server = await start(folder);
    unsubscribe('child_process', remember);
    children[0]?.kill('SIGKILL');
    const error = await server.exited;
    assert.ok(refusal(/^the mock server ended unexpectedly, killed by SIGKILL$/)(error));
    await assert.rejects(server.counters(), refusal(/^no mock server answers/));
  });
});

describe('connectMockServer', () => {
  it('connects to a server that runs, and leaves it running', async () => {
    await using running = await startHere();
    {
      await using server = await connectMockServer(`${running.url}/`);
      assert.equal(server.url, running.url);
      assert.equal(server.about.dataset.documents, 45);
      assert.equal((await server.counters()).requests, 0);
    }
    assert.equal((await fetch(`${running.url}/api/v2/pokemon/1`)).status, 200);
  });

  it('refuses what is no URL', async () => {
    for (const url of ['', '8151', 'localhost:8151', 'https://pokeapi.co', 'ftp://a']) {
      await assert.rejects(connectMockServer(url), refusal(/is not the URL of a mock server/));
    }
  });

  it('says when nobody answers', async () => {
    const { url } = await (async () => {
      await using gone = await startHere();
      return gone;
    })();
    await assert.rejects(
      connectMockServer(url),
      refusal(/^no mock server answers at http:\S+: .*ECONNREFUSED/),
    );
  });

  const others: [string, RequestListener, RegExp][] = [
    [
      'another server',
      (_, response) => response.end('<html>'),
      /is not a mock server of this suite/,
    ],
    [
      'another JSON',
      (_, response) => response.end('{"name":"other","formatVersion":1}'),
      /is not a mock server of this suite/,
    ],
    [
      'a mock of another version',
      (_, response) => response.end('{"name":"concurrency-bench-mock","formatVersion":1}'),
      /speaks format 1, this program 2/,
    ],
  ];
  for (const [what, listener, message] of others) {
    it(`refuses ${what}`, async () => {
      const other = createServer(listener).listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      try {
        await assert.rejects(connectMockServer(`http://127.0.0.1:${port}`), refusal(message));
      } finally {
        other.closeAllConnections();
        other.close();
      }
    });
  }
});
