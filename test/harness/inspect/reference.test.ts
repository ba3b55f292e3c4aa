import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { PairWorkload, TrialSettings, Workload } from '../../../harness/contract.ts';
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

/** As identity sends it: fetch asks for gzip but hands over the plain bytes. */
async function bytesOf(end: string): Promise<number> {
  return (await (await fetch(`${mock.url}/api/v2/pokemon${end}`)).arrayBuffer()).byteLength;
}

describe('referenceRun', () => {
  it('learns what every trial must prove', async () => {
    const expected = await reference(3);
    const lines = [
      'Worker fetched bulbasaur: [grass, poison]',
      'Worker fetched ivysaur: [grass, poison]',
      'Worker fetched venusaur: [grass, poison]',
    ];
    const bytes = await Promise.all(['?limit=3', '/1', '/2', '/3'].map(bytesOf));
    assert.equal(expected.digest, digestOf(lines.entries()));
    assert.equal(expected.items, 3);
    const bodyBytes = bytes.reduce((sum, count) => sum + count);
    assert.deepEqual(expected.http, { requests: 4, bodyBytes, maxInFlight: 3 });
  });

  it('counts what was asked for an item as often as the item comes', async () => {
    /** Three names, whatever is asked for; the first costs two requests, every session one. */
    const three: PairWorkload = {
      ...fetchPokemon,
      list: (given) => fetchPokemon.list({ ...given, items: 3 }),
      async open(given) {
        const session = await fetchPokemon.open(given);
        await session.fetch('mew');
        return {
          ...session,
          async fetch(name) {
            if (name === 'bulbasaur') await session.fetch('mew');
            return session.fetch(name);
          },
        };
      },
    };
    const [once, more] = [(await reference(3, three)).http, (await reference(7, three)).http];
    assert.ok(once && more);
    assert.deepEqual([once.requests, more.requests], [1 + 2 + 4, 1 + 2 + 10]);
    assert.deepEqual([once.maxInFlight, more.maxInFlight], [3, 6]);
    const [list, mew, ...bodies] = await Promise.all(
      ['?limit=3', '/mew', '/1', '/2', '/3'].map(bytesOf),
    );
    const items = [...bodies, mew].reduce<number>((sum, bytes = 0) => sum + bytes, 0);
    const always = (list ?? 0) + 2 * (mew ?? 0);
    assert.equal(once.bodyBytes, always + items);
    assert.equal(more.bodyBytes, always + 2 * items + (mew ?? 0) + (bodies[0] ?? 0));
  });

  it('asks nothing of a mock server where there is none', async () => {
    const simple: Workload = {
      ...{ name: 'lengths', summary: '' },
      list: () => ['a', 'bcd'],
      run: (item) => Promise.resolve({ length: item.length }),
    };
    const input = { workload: simple, settings: { ...settings(3), origin: '' }, mock: null };
    const expected = await referenceRun({ ...input, bodyPackPath: 'absent/bodies' });
    const digest = digestOf(['{"length":1}', '{"length":3}', '{"length":1}'].entries());
    assert.deepEqual(expected, { items: 3, digest, http: null });
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

  it('says so when the list is empty, or holds something else than names', async () => {
    for (const list of [[], [7], 'bulbasaur'] as unknown as (readonly string[])[]) {
      const broken: Workload = { ...fetchPokemon, list: () => list };
      await assert.rejects(reference(3, broken), {
        code: 'reference-run',
        message: /at the list of items: it is (empty|not an array of strings)$/,
      });
    }
  });

  it('says which item has a result that JSON cannot hold', async () => {
    const broken: Workload = {
      ...{ name: 'dates', summary: '', list: () => ['a', 'b'] },
      run: (item) => ({ born: item === 'b' ? new Date(0) : null }),
    };
    await assert.rejects(reference(2, broken), {
      code: 'reference-run',
      message: /at b: result\.born is of class Date/,
    });
  });
});
