import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';

import { withoutLoopbackProxy } from '../../mock-server/no-proxy.ts';
import { type RunningServer, startServer } from '../../mock-server/server.ts';
import { tinyDataset } from '../support/tiny-dataset.ts';

let server: RunningServer;
let proxy: Server;
/** Requests that the proxy has seen. */
let seen: string[];

before(async () => {
  const dataset = tinyDataset();
  const conditions = { latencyMs: 0, jitter: 0, seed: 1, faults: null };
  server = await startServer({ dataset, host: '127.0.0.1', port: 0, ...conditions });
  proxy = createServer().on('connect', (_, socket) => socket.end('HTTP/1.1 502 No\r\n\r\n'));
  proxy.on('request', ({ url }, response) => {
    seen.push(url ?? '');
    response.writeHead(502).end();
  });
  proxy.on('connect', ({ url }) => seen.push(url ?? ''));
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
});

after(async () => {
  proxy.close();
  await server[Symbol.asyncDispose]();
});

/** Whether a program of one line succeeds, in an environment in which Node uses the proxy for everything. */
async function runs(program: string, prepare = (env: NodeJS.ProcessEnv) => env): Promise<boolean> {
  seen = [];
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: url, http_proxy: url };
  const args = ['--input-type=module', '--eval', program];
  const { failed } = await execa(process.execPath, args, { reject: false, env: prepare(env) });
  return !failed;
}

describe('a proxy for everything', () => {
  it('takes what Node fetches from this machine, if nothing is done about it', async () => {
    assert.equal(await runs(fetching(server.url)), false);
    assert.equal(seen.length, 1);
  });

  it('is passed by where a process has the changed environment', async () => {
    assert.equal(await runs(fetching(server.url), withoutLoopbackProxy), true);
    assert.deepEqual(seen, []);
  });

  it('is passed by where the harness asks the mock server', async () => {
    const client = new URL('../../mock-server/client.ts', import.meta.url).href;
    const program = `import { connectMockServer } from '${client}'; await (await connectMockServer('${server.url}')).counters();`;
    assert.equal(await runs(program), true);
    assert.deepEqual(seen, []);
  });
});

describe('withoutLoopbackProxy', () => {
  it('adds this machine to the hosts without a proxy, whatever the case of the name', () => {
    const of = (env: NodeJS.ProcessEnv) => Object.values(withoutLoopbackProxy(env));
    const own = 'localhost,127.0.0.1,[::1]';
    assert.deepEqual(of({}), [own, own]);
    assert.deepEqual(of({ no_proxy: 'a', NO_PROXY: 'b' }), [`a,${own}`, `a,${own}`]);
    assert.deepEqual(of({ NO_PROXY: 'b' }), [`b,${own}`, `b,${own}`]);
    assert.deepEqual(of({ NO_PROXY: '*' }), ['*', '*']);
  });
});

function fetching(url: string): string {
  return `const { ok } = await fetch('${url}/api/v2/pokemon/mr-mime'); if (!ok) process.exit(1);`;
}
