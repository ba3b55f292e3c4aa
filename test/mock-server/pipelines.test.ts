import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { send } from '../support/raw-http.ts';
import { TestServers } from '../support/running-server.ts';

const REQUEST = 'GET /api/v2/pokemon/1 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n';
let servers: TestServers;
beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers[Symbol.asyncDispose]());

describe('a client that pipelines', () => {
  /** Sends so many requests at once, and reads nothing. */
  async function flood(count: number, latencyMs: number) {
    const server = await servers.start({ latencyMs });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(REQUEST.repeat(count));
    return { server, socket };
  }

  it('and has thousands of requests unanswered is cut off, and others are served', async () => {
    const { server, socket } = await flood(5000, 10_000);
    // Where it was cut off while it still sent, it is told so by an error.
    const answered = await new Promise((resolve) => {
      socket.on('close', () => {
        resolve(false);
      });
      socket.on('data', () => {
        resolve(true);
      });
    });
    socket.destroy();
    assert.equal(answered, false);
    const { status } = await send(server.url, { target: '/-/about' });
    assert.equal(status, 200);
  });

  it('some hundreds is answered', async () => {
    const { socket } = await flood(500, 1);
    let answers = 0;
    for await (const chunk of socket) {
      answers += (chunk as Buffer).toString('latin1').split('HTTP/1.1 200').length - 1;
      if (answers === 500) break;
    }
    assert.equal(answers, 500);
  });
});
