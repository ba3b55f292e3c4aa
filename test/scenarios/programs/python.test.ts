import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import { suiteProgram } from '../../../scenarios/program-search.ts';
import { NO_PYTHON, PYTHON } from '../../support/python.ts';

const NAMES = ['mew', 'ditto', 'missing', 'odd', 'plain'];
const PROGRAMS = ['threads', 'processes', 'asyncio_loop'];

/** Of the list and of each document; `odd` is no document, `missing` is not there. */
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  const name = pathname.split('/').at(-1) ?? '';
  if (name === 'missing') return void response.writeHead(500).end('{}');
  if (name === 'plain') response.setHeader('content-encoding', 'br');
  const list = { results: NAMES.map((one) => ({ name: one })) };
  const document = { types: [{ type: { name: 'normal' } }] };
  const body = pathname === '/api/v2/pokemon' ? list : name === 'odd' ? {} : document;
  response.end(JSON.stringify(body));
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => {
  server.closeAllConnections();
  server.close();
});

describe('programs in Python', { skip: NO_PYTHON, timeout: 300_000 }, () => {
  for (const program of PROGRAMS) {
    it(`${program}: results and failures of each kind, with fewer items than workers`, async () => {
      const { code, stderr, lines } = await run(program, { items: 3, batchSize: 1 });
      assert.equal(code, 0, stderr);
      assert.equal(lines[0]?.type, 'ready');
      assert.deepEqual([lines.at(-2)?.type, lines.at(-1)?.type], ['counters', 'done']);
      const results = lines.filter(({ type }) => type === 'result');
      assert.deepEqual(results.map(({ first }) => first).sort(), [0, 1]);
      assert.equal(
        results[0]?.lines?.[0],
        `Worker fetched ${NAMES[results[0]?.first ?? 0] ?? ''}: [normal]`,
      );
      assert.deepEqual(kinds(lines), { missing: 'status' });
    });

    it(`${program}: ends with an error where no server answers`, async () => {
      const { code, stderr } = await run(program, { origin: 'http://127.0.0.1:1' });
      assert.equal(code, 1);
      assert.match(stderr, /ConnectError/);
    });
  }

  it('items begin again at the first, and the last batch is what remains', async () => {
    const { lines } = await run('threads', { items: 12, batchSize: 5 });
    const done = lines.filter(({ type }) => type === 'result').map(({ first = NaN }) => first);
    assert.deepEqual(
      done.sort((a, b) => a - b),
      [0, 1, 5, 6, 10, 11],
    );
    assert.deepEqual(kinds(lines), { missing: 'status', odd: 'shape', plain: 'encoding' });
  });

  it('each trap is a switch, and counted', async () => {
    const { lines } = await run('threads', { items: 2 }, '--poll', '--one-pool');
    const counters = lines.at(-2)?.counters ?? {};
    assert.ok((counters['empty polls'] ?? 0) > 0);
    assert.equal(counters['connections per pool'], 25);
    const { lines: without } = await run('threads', { items: 2 });
    assert.deepEqual(Object.keys(without.at(-2)?.counters ?? {}).includes('empty polls'), false);
    assert.equal(without.at(-2)?.counters?.['connections per pool'], 10);
  });
});

interface Line {
  readonly type: string;
  readonly first?: number;
  readonly lines?: readonly string[];
  readonly item?: string;
  readonly kind?: string;
  readonly counters?: Readonly<Record<string, number>>;
}

function kinds(lines: readonly Line[]): Readonly<Record<string, string>> {
  const failures = lines.filter(({ type }) => type === 'failure');
  return Object.fromEntries(failures.map(({ item = '', kind = '' }) => [item, kind]));
}

async function run(program: string, settings: object, ...switches: readonly string[]) {
  const { port } = server.address() as AddressInfo;
  const start = {
    ...{ origin: `http://127.0.0.1:${port}`, items: 5, workers: 4, inFlight: 25, batchSize: 2 },
    ...{ encoding: 'identity', requestTimeoutMs: 10_000, params: {}, bodyPackPath: null },
    ...settings,
  };
  const child = execFile(PYTHON ?? '', [suiteProgram(`python/${program}.py`), ...switches]);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (text: string) => (stdout += text));
  child.stderr?.on('data', (text: string) => (stderr += text));
  child.stdin?.end(`${JSON.stringify(start)}\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { code, stderr, lines: lines.map((line) => JSON.parse(line) as Line) };
}
