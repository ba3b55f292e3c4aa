import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { getResponse } from 'msw';
import { INTERNAL_ORIGIN } from '../../mock-server/answer.ts';
import { compile } from '../../mock-server/compile.ts';
import { loadDataset } from '../../mock-server/data/load.ts';
import type { Dataset } from '../../mock-server/dataset.ts';
import { cannot, createHandlers } from '../../mock-server/handlers.ts';
import { startServer, type RunningServer } from '../../mock-server/server.ts';
import { oddRequests, type OddRequest } from '../support/odd-requests.ts';
import { send, type RawAnswer } from '../support/raw-http.ts';

/** Another origin than the server's own handlers have: no byte may depend on it. */
const ORIGIN = 'https://pokeapi.co';

let dataset: Dataset;
let server: RunningServer;
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

before(async () => {
  const cacheDir = join(import.meta.dirname, '..', '..', '.cache');
  dataset = await loadDataset({ dataPath: null, cacheDir });
  server = await startServer({
    ...{ dataset, host: '127.0.0.1', port: 0, latencyMs: 0, jitter: 0, seed: 1 },
    faults: null,
  });
});

after(async () => {
  agent.destroy();
  await server[Symbol.asyncDispose]();
});

describe('the server and its handlers', () => {
  it('answer every URL of every document in both encodings with the same bytes', async () => {
    const handlers = createHandlers(dataset, ORIGIN);
    for (const { id, name } of dataset.documents) {
      for (const encoding of ['gzip', 'identity']) {
        const headers = { 'accept-encoding': encoding };
        const expected = await fromHandlers(handlers, {
          method: 'GET',
          target: pathOf(name),
          headers,
        });
        assert.equal(expected.status, 200);
        for (const target of [name, id, `${name}/`, `${id}/`].map(pathOf)) {
          assertSame(await send(server.url, { target, headers, agent }), expected, target);
        }
      }
    }
  });

  it('answer every list the server keeps with the same bytes', async () => {
    const handlers = createHandlers(dataset, ORIGIN);
    for (const target of ['', '/', '?limit=1000', '/?limit=1000', '?limit=1000&offset=25']) {
      for (const encoding of ['gzip', 'identity']) {
        const request = {
          method: 'GET',
          target: `/api/v2/pokemon${target}`,
          headers: { 'accept-encoding': encoding },
        };
        assertSame(
          await send(server.url, { ...request, agent }),
          await fromHandlers(handlers, request),
          target,
        );
      }
    }
  });

  it('answer any other request with the same bytes', async () => {
    const handlers = createHandlers(dataset, ORIGIN);
    const requests = oddRequests({ ...dataset, documents: dataset.documents.slice(0, 50) });
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const expected = await fromHandlers(handlers, request);
        assertSame(await send(server.url, { ...request, agent }), expected, request.target);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('compile', () => {
  it("keeps a document's own bytes, not a copy of 150 MB", async () => {
    const answers = await compile(dataset, createHandlers(dataset, INTERNAL_ORIGIN));
    for (const { id, json, gzip } of dataset.documents) {
      const pair = answers.get(pathOf(id));
      assert.ok(
        pair?.identity.body.buffer === json.buffer && pair.gzip.body.buffer === gzip.buffer,
      );
    }
  });
});

function pathOf(nameOrId: string | number): string {
  return `/api/v2/pokemon/${nameOrId}`;
}

async function fromHandlers(
  handlers: ReturnType<typeof createHandlers>,
  { method, target, headers }: OddRequest,
): Promise<RawAnswer> {
  const request = new Request(ORIGIN + target, { method, headers });
  const response = (await getResponse(handlers, request)) ?? cannot(request);
  return {
    status: response.status,
    headers: [...response.headers],
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** deepEqual on two large bodies takes seconds to say that they are equal. */
function assertSame(actual: RawAnswer, expected: RawAnswer, what: string): void {
  assert.equal(actual.status, expected.status, what);
  assert.deepEqual(actual.headers, expected.headers, what);
  assert.ok(actual.body.equals(expected.body), `bodies of ${what} differ`);
}
