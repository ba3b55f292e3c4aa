import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';

import type { ItemErrorKind, Session, TrialSettings } from '../../../harness/contract.ts';
import { ItemError } from '../../../scenarios/item-error.ts';
import workload from '../../../scenarios/workloads/fetch-pokemon.ts';
import { SETTINGS } from '../../support/trial-process.ts';
import { DOCUMENT, misbehavingServer } from '../../support/misbehaving-server.ts';

const { gzip, identity } = { gzip: 'gzip', identity: 'identity' } as const;

/** One connection, so that the next request cannot step round a broken one. */
const ALONE: TrialSettings = { ...SETTINGS, inFlight: 1, requestTimeoutMs: 60_000 };

/** From the request to the line, as a worker does it. */
async function itemLine(session: Session, name: string, settings: TrialSettings): Promise<string> {
  return workload.compute(name, await session.fetch(name), settings);
}

function itemError(kind: ItemErrorKind, message = /(?:)/) {
  return (error: unknown) => {
    assert.ok(error instanceof ItemError, String(error));
    assert.equal(error.kind, kind, error.message);
    assert.match(error.message, message);
    return true;
  };
}

interface ClientCase {
  readonly title: string;
  readonly alone: TrialSettings;
  /** Whether bodies leave it inflated. */
  readonly inflates: boolean;
  /** Kinds that differ from those of the pool. */
  readonly others: Readonly<Record<string, ItemErrorKind>>;
}

const CLIENTS: readonly ClientCase[] = [
  { title: 'the pool', alone: ALONE, inflates: false, others: {} },
  {
    title: 'fetch',
    alone: { ...ALONE, client: 'fetch' },
    inflates: true,
    // It takes what came of a gzip body that ends early for the whole.
    others: { 'truncated-gzip': 'json', 'empty-gzip': 'json' },
  },
];

for (const { title, alone, inflates, others } of CLIENTS) {
  describe(`fetch-pokemon, an item by ${title}`, { timeout: 600_000 }, () => {
    const cases: [name: string, encoding: TrialSettings['encoding'], kind: ItemErrorKind][] = [
      ['500', identity, 'status'],
      ['404', gzip, 'status'],
      ['204', identity, 'status'],
      ['plain-though-gzip-was-asked', gzip, 'encoding'],
      ['gzip-though-plain-was-asked', identity, 'encoding'],
      ['gzip-in-name-only', gzip, 'encoding'],
      ['truncated-gzip', gzip, 'encoding'],
      ['empty-gzip', gzip, 'encoding'],
      ['truncated-json', identity, 'json'],
      ['gzipped-truncated-json', gzip, 'json'],
      ['html', identity, 'json'],
      ['empty', identity, 'json'],
      ['no-types', identity, 'shape'],
      ['null', identity, 'shape'],
      ['types-no-list', identity, 'shape'],
      ['reset-before-headers', identity, 'connection'],
      ['reset-mid-body', identity, 'connection'],
      ['end-mid-body', identity, 'connection'],
      ['garbage', identity, 'protocol'],
      ['bad-chunk', identity, 'protocol'],
      ['huge-headers', identity, 'protocol'],
    ];
    for (const [name, encoding, kind] of cases) {
      it(`${name} fails as ${others[name] ?? kind}, and the next request succeeds`, async () => {
        await using server = await misbehavingServer();
        const settings = { ...alone, origin: server.origin, encoding };
        const session = await workload.open(settings);
        await assert.rejects(itemLine(session, name, settings), itemError(others[name] ?? kind));
        const line = await itemLine(session, 'good', settings);
        assert.equal(line, 'Worker fetched good: [grass, poison]');
        await session.close();
      });
    }

    for (const name of ['no-headers', 'no-end-of-body']) {
      it(`${name} fails as timeout, and the next request succeeds`, async () => {
        await using server = await misbehavingServer();
        const settings = { ...alone, origin: server.origin, requestTimeoutMs: 1500 };
        const session = await workload.open(settings);
        await assert.rejects(itemLine(session, name, settings), itemError('timeout'));
        await itemLine(session, 'good', settings);
        await session.close();
      });
    }

    it('a refused connection fails as connection, until somebody listens', async () => {
      const gone = await misbehavingServer();
      await gone[Symbol.asyncDispose]();
      const settings = { ...alone, origin: gone.origin };
      const session = await workload.open(settings);
      await assert.rejects(itemLine(session, 'good', settings), itemError('connection'));
      await using server = await misbehavingServer(Number(new URL(gone.origin).port));
      await itemLine(session, 'good', settings);
      assert.equal(server.paths.length, 1);
      await session.close();
    });

    it('comes as gzip or as identity, whichever is asked for', async () => {
      await using server = await misbehavingServer();
      for (const encoding of [gzip, identity]) {
        const settings = { ...alone, origin: server.origin, encoding };
        const session = await workload.open(settings);
        const body = await session.fetch('good');
        assert.equal(Buffer.from(body).toString() === DOCUMENT, encoding === identity || inflates);
        const line = workload.compute('good', body, settings);
        assert.equal(line, 'Worker fetched good: [grass, poison]');
        await session.close();
      }
      assert.deepEqual(server.paths, ['/api/v2/pokemon/good', '/api/v2/pokemon/good']);
    });

    it('may come after an informational answer', async () => {
      await using server = await misbehavingServer();
      const settings = { ...alone, origin: server.origin };
      const session = await workload.open(settings);
      const line = await itemLine(session, 'early-hints', settings);
      assert.equal(line, 'Worker fetched early-hints: [grass, poison]');
      await session.close();
    });
  });
}

describe('fetch-pokemon, the list', { timeout: 600_000 }, () => {
  it('is asked for as long as the work is, in its order', async () => {
    const list = '{"count":2,"results":[{"name":"mew"},{"name":"abra"}]}';
    await using server = await misbehavingServer(0, list);
    for (const { alone } of CLIENTS) {
      const names = await workload.list({ ...alone, origin: server.origin, items: 151 });
      assert.deepEqual(names, ['mew', 'abra']);
    }
    assert.deepEqual(server.paths, ['/api/v2/pokemon?limit=151', '/api/v2/pokemon?limit=151']);
  });

  const lists: [text: string, kind: ItemErrorKind][] = [
    ['{"results":[]}', 'shape'],
    ['{}', 'shape'],
    ['null', 'shape'],
    ['{"results":7}', 'shape'],
    ['<html>', 'json'],
  ];
  for (const [text, kind] of lists) {
    it(`${text} fails as ${kind}`, async () => {
      await using server = await misbehavingServer(0, text);
      const settings = { ...ALONE, origin: server.origin };
      await assert.rejects(async () => workload.list(settings), itemError(kind));
    });
  }
});

describe('fetch-pokemon, the file', () => {
  /** What a process that runs `program` has of undici in the end. */
  function filesOfUndici(program: string): string {
    const source = `
      import { createRequire } from 'node:module';
      ${program}
      const files = Object.keys(createRequire('/').cache).map((path) => path.split('/undici/')[1]);
      console.log(files.filter(Boolean).join(' '));`;
    const args = ['--input-type=module', '-e', source];
    return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
  }
  const url = new URL('../../../scenarios/workloads/fetch-pokemon.ts', import.meta.url).href;
  const load = `const { default: workload } = await import('${url}');`;

  it('loads no HTTP client: it is in the floor as well', () => {
    assert.equal(filesOfUndici(load), '');
  });

  it("loads the pool when it is opened, not undici's index", () => {
    const files = filesOfUndici(`${load} await workload.open(${JSON.stringify(ALONE)});`);
    assert.match(files, /\blib\/dispatcher\/pool\.js\b/);
    assert.doesNotMatch(files, /(^| )index\.js\b/);
  });
});

describe('fetch-pokemon, the line', () => {
  const lines: [name: string, document: string, line: string][] = [
    ['bulbasaur', DOCUMENT, 'Worker fetched bulbasaur: [grass, poison]'],
    ['mew', '{"types":[{"slot":1,"type":{"name":"psychic"}}]}', 'Worker fetched mew: [psychic]'],
    ['missingno', '{"types":[]}', 'Worker fetched missingno: []'],
    ['flabébé', '{"types":[{"type":{"name":"fée"}}]}', 'Worker fetched flabébé: [fée]'],
  ];
  for (const [name, document, line] of lines) {
    it(line, () => {
      assert.equal(workload.compute(name, Buffer.from(document), ALONE), line);
    });
  }

  it('reads a body that is a part of a larger buffer', () => {
    const whole = Buffer.from(`xx${DOCUMENT}yy`);
    const line = workload.compute('good', whole.subarray(2, -2), ALONE);
    assert.equal(line, 'Worker fetched good: [grass, poison]');
  });

  it('names the item that has no types', () => {
    assert.throws(
      () => workload.compute('mew', Buffer.from('{}'), ALONE),
      itemError('shape', /mew/),
    );
  });
});
