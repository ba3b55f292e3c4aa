import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setupServer } from 'msw/node';
import { createHandlers } from '../../mock-server/handlers.ts';
import { tinyDataset } from '../support/tiny-dataset.ts';

const dataset = tinyDataset();
const API = 'https://pokeapi.co/api/v2';
const handlers = createHandlers(dataset);
const network = setupServer(...handlers);

before(() => {
  network.listen({ onUnhandledFrame: 'error' });
});
after(() => {
  network.close();
});

/** What `fetch` gives a program whose tests use the handlers. */
async function get(path: string, init?: RequestInit) {
  const response = await fetch(API + path, init);
  return {
    response,
    status: response.status,
    text: await response.text(),
    headers: response.headers,
  };
}

describe('createHandlers, as the network of a test', () => {
  it('serves a document by name or id, in any case, with or without a slash', async () => {
    const expected = dataset.documents[1]?.json.toString();
    for (const path of ['mr-mime', 'MR-Mime', '2', 'mr-mime/', '2/', '%6Dr-mime', '2?x=1']) {
      const { status, text } = await get(`/pokemon/${path}`);
      assert.deepEqual([status, text], [200, expected], path);
    }
  });

  it('serves any origin, or only the one it was made for', async () => {
    assert.equal((await fetch('http://127.0.0.1:8151/api/v2/pokemon/1')).status, 200);
    network.resetHandlers(...createHandlers(dataset, 'https://only.example'));
    try {
      assert.equal((await fetch('https://only.example/api/v2/pokemon/1')).status, 200);
      await assert.rejects(fetch('https://other.example/api/v2/pokemon/1'));
    } finally {
      network.resetHandlers(...handlers);
    }
  });

  it('sends the headers of the live API', async () => {
    const { headers } = await get('/pokemon/2', { headers: { 'accept-encoding': 'identity' } });
    assert.deepEqual(Object.fromEntries(headers), {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'X-PokeAPI-Hash,X-PokeAPI-Deploy-Date',
      'cache-control': 'public, max-age=86400, s-maxage=86400',
      'content-length': '1238',
      'content-type': 'application/json; charset=utf-8',
      // As Express 5.2 gives it for these bytes.
      etag: 'W/"4d6-Fpf93x4LvYbJuTcfOpReKqnmhd8"',
      vary: 'Accept-Encoding',
      'x-powered-by': 'Express',
    });
  });

  it('compresses when asked, from 1 KB', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const large = await get('/pokemon/2', { headers });
    assert.equal(large.headers.get('content-encoding'), 'gzip');
    assert.equal(large.headers.get('content-length'), String(dataset.documents[1]?.gzip.length));
    assert.equal(large.text, dataset.documents[1]?.json.toString());
    const small = await get('/pokemon/1', { headers });
    assert.equal(small.headers.get('content-encoding'), null);
    assert.equal(small.headers.get('vary'), 'Accept-Encoding');
  });

  it('pages the list', async () => {
    const { text } = await get('/pokemon?limit=2&offset=1');
    const { count, next, results } = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual([count, next], [45, `${API}/pokemon?offset=3&limit=2`]);
    assert.deepEqual(results, [
      { name: 'mr-mime', url: `${API}/pokemon/2/` },
      { name: 'porygon-z', url: `${API}/pokemon/3/` },
    ]);
  });

  it('answers 404 in plain text for what it does not hold', async () => {
    for (const path of [
      '/pokemon/nobody',
      '/pokemon/46',
      '/type/fire',
      '/berry',
      '/pokemon/1/encounters',
      '',
    ]) {
      const { status, text, headers } = await get(path);
      assert.deepEqual([status, text], [404, 'Not Found'], path);
      assert.equal(headers.get('content-type'), 'text/plain; charset=utf-8');
      assert.equal(headers.get('cache-control'), 'public, max-age=432000, s-maxage=432000');
    }
  });

  it('answers 400 for what the API does not know', async () => {
    for (const path of [
      '/Pokemon/1',
      '/digimon',
      '/digimon/1',
      '/pokemon/a.b',
      '/pokemon/1/moves',
      '/pokemon/%',
    ]) {
      const { status, text, headers } = await get(path);
      assert.deepEqual([status, text], [400, 'Bad Request'], path);
      assert.equal(headers.get('cache-control'), null);
    }
  });

  it('answers 304 where the client holds the same bytes', async () => {
    const etag = (await get('/pokemon/2')).headers.get('etag') ?? '';
    // Without one of its own, fetch adds `no-cache` to a conditional request.
    const cached = { 'cache-control': 'max-age=0' };
    for (const held of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
      const { status, text, headers } = await get('/pokemon/2', {
        headers: { ...cached, 'if-none-match': held },
      });
      assert.deepEqual([status, text, headers.get('etag')], [304, '', etag], held);
    }
    for (const headers of [
      { ...cached, 'if-none-match': '"x"' },
      { 'if-none-match': etag, 'cache-control': 'no-cache' },
    ]) {
      assert.equal((await get('/pokemon/2', { headers })).status, 200);
    }
    assert.equal(
      (await get('/pokemon/nobody', { headers: { ...cached, 'if-none-match': '*' } })).status,
      404,
    );
  });

  it('answers HEAD like GET without the body, not compressed', async () => {
    const init = { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } };
    const { status, text, headers } = await get('/pokemon/2', init);
    assert.deepEqual([status, text, headers.get('content-length')], [200, '', '1238']);
    assert.equal(headers.get('content-encoding'), null);
  });

  it('answers a preflight', async () => {
    const headers = { 'access-control-request-headers': 'x-one' };
    const answer = await get('/pokemon/2', { method: 'OPTIONS', headers });
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.equal(answer.headers.get('access-control-allow-methods'), 'GET,HEAD');
    assert.equal(answer.headers.get('access-control-allow-headers'), 'x-one');
  });

  it("answers other methods and longer paths with Express's page", async () => {
    for (const [method, path] of [
      ['POST', '/pokemon/2'],
      ['GET', '/pokemon/1/encounters/2'],
      ['DELETE', ''],
    ] as const) {
      const { status, text, headers } = await get(path, { method });
      assert.equal(status, 404);
      assert.match(text, new RegExp(`<pre>Cannot ${method} /api/v2${path}</pre>`));
      assert.equal(headers.get('content-security-policy'), "default-src 'none'");
    }
  });
});
