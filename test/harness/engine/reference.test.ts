import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { TrialSettings, Workload } from '../../../harness/contract.ts';
import { referenceRun } from '../../../harness/engine/reference.ts';
import { type MockServer, startMockServer } from '../../../mock-server/client.ts';
import fetchPokemon from '../../../scenarios/workloads/fetch-pokemon.ts';
import { ROOT } from '../../support/command.ts';
import { digestOf } from '../../support/digest.ts';

let mock: MockServer;
let scratch: string;

before(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'reference-test-'));
  mock = await startMockServer({
    ...{ latencyMs: 0, jitter: 0, seed: 1, dataPath: null },
    cacheDir: join(ROOT, '.cache'),
  });
});

after(async () => {
  await mock[Symbol.asyncDispose]();
  rmSync(scratch, { recursive: true });
});

function settings(items: number): TrialSettings {
  return {
    ...{ origin: mock.url, items, workers: 2, inFlight: 3, batchSize: 1 },
    ...{ encoding: 'identity', requestTimeoutMs: 30_000 },
  };
}

function reference(items: number, workload: Workload = fetchPokemon) {
  const bodyPackPath = join(scratch, 'bodies');
  return referenceRun({ workload, settings: settings(items), mock, bodyPackPath });
}

describe('referenceRun', () => {
  it('learns what every trial must prove', async () => {
    const expected = await reference(3);
    const lines = [
      'Worker fetched bulbasaur: [grass, poison]',
      'Worker fetched ivysaur: [grass, poison]',
      'Worker fetched venusaur: [grass, poison]',
    ];
    const urls = ['?limit=3', '/1', '/2', '/3'].map((end) => `${mock.url}/api/v2/pokemon${end}`);
    const bodies = await Promise.all(urls.map(async (url) => (await fetch(url)).arrayBuffer()));
    assert.equal(expected.digest, digestOf(lines.entries()));
    assert.equal(expected.requests, 4);
    assert.equal(expected.items, 3);
    assert.equal(expected.maxInFlight, 3);
    // fetch asks for gzip but hands over the plain bytes, as identity sends them.
    const bytes = bodies.reduce((sum, body) => sum + body.byteLength, 0);
    assert.equal(expected.bodyBytes, bytes);
  });

  it('counts items that cycle as often as they come', async () => {
    /** Two names, whatever is asked for. */
    const two: Workload = {
      ...fetchPokemon,
      list: async (given) => (await fetchPokemon.list({ ...given, items: 2 })).slice(0, 2),
    };
    const once = await reference(2, two);
    const twice = await reference(4, two);
    const listBytes = (await (await fetch(`${mock.url}/api/v2/pokemon?limit=2`)).arrayBuffer())
      .byteLength;
    assert.deepEqual([once.requests, twice.requests], [3, 5]);
    assert.equal(twice.bodyBytes - listBytes, 2 * (once.bodyBytes - listBytes));
    assert.notEqual(once.digest, twice.digest);
    assert.deepEqual([once.maxInFlight, twice.maxInFlight], [2, 4]);
  });

  it('says at which item the work cannot be done', async () => {
    const broken: Workload = {
      ...fetchPokemon,
      compute: (name, body, given) =>
        name === 'ivysaur' ? assert.fail('no such type') : fetchPokemon.compute(name, body, given),
    };
    await assert.rejects(reference(3, broken), {
      code: 'reference-run',
      message: /^workload fetch-pokemon failed .* at ivysaur: .*no such type$/,
    });
  });

  it('says so when no session can be opened', async () => {
    const broken: Workload = { ...fetchPokemon, open: () => assert.fail('no client') };
    await assert.rejects(reference(3, broken), {
      code: 'reference-run',
      message: /at the opening of a session: no client$/,
    });
  });

  it('says so when the list cannot be had', async () => {
    const broken: Workload = { ...fetchPokemon, list: () => Promise.reject(new Error('gone')) };
    await assert.rejects(reference(3, broken), {
      code: 'reference-run',
      message: /at the list of items: gone$/,
    });
  });
});
