import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type {
  PairWorkload,
  SimpleWorkload,
  TrialSettings,
  Workload,
} from '../../../harness/contract.ts';
import { referenceRun } from '../../../harness/inspect/reference.ts';
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
    ...{ encoding: 'identity', requestTimeoutMs: 30_000, params: {} },
  };
}

const INPUT = {
  ...{ shown: 'work.ts', repeats: false, itemLimitMs: 60_000, workMs: null },
  onItem: () => undefined,
};

async function reference(items: number, workload: Workload = fetchPokemon) {
  const bodyPackPath = join(scratch, 'bodies');
  const input = { ...INPUT, workload, settings: settings(items), mock, bodyPackPath };
  return (await referenceRun(input)).expected;
}

/** Of a simple workload, done twice. */
async function twice(workload: Partial<SimpleWorkload>, items = 3) {
  const simple = { list: ['a', 'bcd'], run: (item: string) => item, ...workload };
  const given = { ...settings(items), origin: '' };
  const input = { ...INPUT, workload: simple, settings: given, mock: null, repeats: true };
  return referenceRun({ ...input, bodyPackPath: 'absent/bodies' });
}

/** As identity sends it: fetch asks for gzip but hands over the plain bytes. */
async function bytesOf(end: string): Promise<number> {
  return (await (await fetch(`${mock.url}/api/v2/pokemon${end}`)).arrayBuffer()).byteLength;
}

describe('a reference run with a time limit', () => {
  const simple = (list: readonly string[], run: (item: string) => string): SimpleWorkload => ({
    list,
    run,
  });
  async function limited(workload: Workload, items: number, workMs: number) {
    const bodyPackPath = join(scratch, 'bodies');
    const input = { ...INPUT, workload, settings: settings(items), mock, bodyPackPath, workMs };
    return (await referenceRun(input)).expected;
  }

  it('does all items where there is time, and at least one for each worker where there is none', async () => {
    const many = Array.from({ length: 57 }, (_, item) => String(item));
    const quick = simple(many, (item) => item);
    assert.equal((await limited(quick, 57, 60_000)).items, 57);
    const slow = simple(many, (item) => {
      const untilMs = performance.now() + 3;
      while (performance.now() < untilMs);
      return item;
    });
    assert.equal((await limited(slow, 57, 1)).items, 2);
    const some = (await limited(slow, 57, 60)).items;
    assert.ok(some <= 20 && (some < 10 || some % 10 === 0), String(some));
  });

  it('expects of trials what fewer items take', async () => {
    const all = await reference(2);
    assert.deepEqual(await limited(fetchPokemon, 100, 0), all);
  });
});

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
    const { expected, sharedBytes } = await twice({ run: ({ length }: string) => ({ length }) });
    const digest = digestOf(['{"length":1}', '{"length":3}', '{"length":1}'].entries());
    const { itemMs, ...rest } = expected;
    assert.deepEqual(rest, { items: 3, digest, http: null });
    assert.ok(itemMs !== null && itemMs.median <= itemMs.max);
    assert.equal(sharedBytes, null);
  });

  it('knows how large the shared data is, which is there before anything is opened', async () => {
    const { sharedBytes } = await twice({
      share: () => ({ table: new Float64Array(5), text: Buffer.from('abc') }),
      open: (_, { table }: { table: Float64Array }) => table.length,
      run: (_, length: number) => length,
    });
    assert.equal(sharedBytes, 43);
  });

  it('opens and closes as often as it does everything', async () => {
    const log: string[] = [];
    await twice({
      open: () => void log.push('open'),
      run: (item: string) => log.push(item) > 0,
      close: () => void log.push('close'),
    });
    assert.deepEqual(log, ['open', 'a', 'bcd', 'close', 'open', 'bcd', 'a', 'close']);
  });

  it('names the first item whose result differs when it is done again, with both', async () => {
    let calls = 0;
    await assert.rejects(twice({ run: (item: string) => ({ n: item === 'a' ? calls++ : 0 }) }), {
      code: 'not-repeatable',
      message: /^work\.ts: item a gave \{"n":0\} and, done again, \{"n":1\}/,
    });
  });

  it('says at which item the work cannot be done', async () => {
    const broken: Workload = {
      ...fetchPokemon,
      compute: (name, body, given) =>
        name === 'ivysaur' ? assert.fail('no such type') : fetchPokemon.compute(name, body, given),
    };
    await assert.rejects(reference(3, broken), {
      code: 'reference-run',
      message: /^work\.ts: item ivysaur failed: AssertionError.*no such type\n +at /,
    });
  });

  it('says so when no session can be opened', async () => {
    const broken: Workload = { ...fetchPokemon, open: () => assert.fail('no client') };
    await assert.rejects(reference(3, broken), {
      code: 'reference-run',
      message: /^work\.ts: open failed: .*no client\n/,
    });
  });

  it('says so when the list cannot be had', async () => {
    const list = () => Promise.reject<readonly string[]>(new Error('gone'));
    const broken: Workload = { ...fetchPokemon, list };
    await assert.rejects(reference(3, broken), { code: 'bad-workload', message: /gone/ });
  });

  it('says so when the list is empty, or holds what no item can be', async () => {
    for (const list of [[], ['a', 'a'], [undefined], [new Date(0)], ['\0'], [NaN]]) {
      await assert.rejects(twice({ list }), { code: 'bad-workload', message: /^work\.ts: list: / });
    }
  });

  it('says so when data cannot be shared', async () => {
    await assert.rejects(twice({ share: () => [1, 2] }), { code: 'reference-run' });
  });

  it('says which item has a result that JSON cannot hold', async () => {
    const broken: Workload = {
      ...{ name: 'dates', summary: '', list: () => ['a', 'b'] },
      run: (item) => ({ born: item === 'b' ? new Date(0) : null }),
    };
    await assert.rejects(reference(2, broken), {
      code: 'reference-run',
      message: /item b failed: result\.born is of class Date/,
    });
  });
});
