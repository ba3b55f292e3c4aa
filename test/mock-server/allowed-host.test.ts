import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { isOwnHost } from '../../mock-server/allowed-host.ts';
import { send } from '../support/raw-http.ts';
import { counters, TestServers } from '../support/running-server.ts';

let servers: TestServers;
beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers[Symbol.asyncDispose]());

describe('requests that drive the server', () => {
  const OWN = ['127.0.0.1:81', '[::1]:81', '10.1.2.3', 'localhost:81', 'a.localhost', 'bench:81'];
  for (const name of [...OWN, `${hostname()}:81`]) {
    it(`are answered under ${name}`, () => {
      assert.ok(isOwnHost(name, 'bench'));
    });
  }

  for (const name of ['evil.example:81', '127.0.0.1.evil.example', 'localhost.evil', '', 'a b']) {
    it(`are refused under "${name}"`, () => {
      assert.equal(isOwnHost(name, 'bench'), false);
    });
  }

  it('change nothing where the name is that of another, as after DNS rebinding', async () => {
    const server = await servers.start();
    await send(server.url, { target: '/api/v2/pokemon/1' });
    const headers = { host: 'evil.example' };
    for (const method of ['GET', 'DELETE']) {
      const { status } = await send(server.url, { method, target: '/-/counters', headers });
      assert.equal(status, 403);
    }
    assert.equal((await counters(server)).requests, 1);
    const document = await send(server.url, { target: '/api/v2/pokemon/1', headers });
    assert.equal(document.status, 200, 'documents are for all');
  });
});
