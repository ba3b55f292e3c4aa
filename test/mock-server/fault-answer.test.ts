import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type FaultKind, parseFaults } from '../../mock-server/faults.ts';
import type { RunningServer } from '../../mock-server/server.ts';
import { counters, resetCounters, TestServers, untilCounted } from '../support/running-server.ts';
import { header, type RawAnswer, send } from '../support/raw-http.ts';
import { tinyDataset } from '../support/tiny-dataset.ts';

const TARGET = '/api/v2/pokemon/mr-mime';
const GZIP = { 'accept-encoding': 'gzip' };
const RIGHT = tinyDataset().documents[1]?.json ?? Buffer.alloc(0);
let servers: TestServers;

beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers[Symbol.asyncDispose]());

function startWith(faults: string): Promise<RunningServer> {
  return servers.start({ faults: parseFaults(faults) });
}

async function answer(kind: FaultKind, headers = GZIP as Record<string, string>) {
  const server = await startWith(`${kind}=100%`);
  const answered = await send(server.url, { target: TARGET, headers });
  const { requests, faults, bodyBytes } = await counters(server);
  assert.deepEqual([requests, faults], [1, { [kind]: 1 }]);
  assert.equal(bodyBytes, answered.body.length);
  assert.equal(header(answered, 'content-length'), String(answered.body.length));
  return answered;
}

/** All that comes over a connection, to the point where nothing more will, and how that is known. */
async function rawAnswer({ url }: RunningServer, isEnough: (text: string) => boolean) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  let ending = 'open';
  socket.on('error', (error: NodeJS.ErrnoException) => (ending = error.code ?? ''));
  socket.on('end', () => (ending = 'end'));
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    if (isEnough(text)) socket.destroy();
  });
  socket.write(`GET ${TARGET} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await once(socket, 'close').catch(() => undefined);
  return { text, ending };
}

function plain({ body }: RawAnswer): string {
  return gunzipSync(body).toString();
}

describe('a faulty answer that is whole', () => {
  for (const status of [429, 500, 503] as const) {
    it(`has status ${status}`, async () => {
      assert.equal((await answer(`status-${status}`)).status, status);
    });
  }

  it('is cut JSON, rightly gzipped', async () => {
    const text = plain(await answer('truncated'));
    assert.equal(text, RIGHT.subarray(0, RIGHT.length >> 1).toString());
    assert.equal((await answer('truncated', {})).body.toString(), text);
  });

  it('is gzip with a wrong check sum, whatever was asked for', async () => {
    for (const headers of [GZIP, {}]) {
      const bad = await answer('bad-gzip', headers);
      assert.equal(header(bad, 'content-encoding'), 'gzip');
      assert.throws(() => plain(bad), /incorrect data check/);
    }
  });

  it('is the right body under a wrong type', async () => {
    const wrong = await answer('wrong-type');
    assert.match(header(wrong, 'content-type') ?? '', /^text\/html/);
    assert.equal(plain(wrong), RIGHT.toString());
  });

  it('is an HTML page with status 200', async () => {
    const page = await answer('challenge');
    assert.equal(page.status, 200);
    assert.match(plain(page), /^<!DOCTYPE html>/);
  });

  it('is the right one, later', async (t) => {
    const server = await startWith('slow=100%:1234ms');
    const set = t.mock.method(globalThis, 'setTimeout', (callback: () => void) =>
      setImmediate(callback),
    );
    const right = await send(server.url, { target: TARGET });
    assert.deepEqual(right.body, RIGHT);
    const delays = set.mock.calls.map((call: { arguments: unknown[] }) => call.arguments[1]);
    assert.ok(delays.includes(1234), String(delays));
  });
});

describe('a faulty answer that is not whole', () => {
  const never = () => false;

  it('is a reset', async () => {
    const server = await startWith('reset=100%');
    assert.deepEqual(await rawAnswer(server, never), { text: '', ending: 'ECONNRESET' });
    const { requests, byStatus, bodyBytes, faults } = await counters(server);
    assert.deepEqual([requests, byStatus, bodyBytes, faults], [1, {}, 0, { reset: 1 }]);
  });

  it('is shorter than it says, and ends', async () => {
    const server = await startWith('short=100%');
    const { text, ending } = await rawAnswer(server, never);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    assert.match(head, new RegExp(`content-length: ${RIGHT.length}`, 'i'));
    assert.equal(body.length, RIGHT.length >> 1);
    assert.equal(ending, 'end');
    const { byStatus, bodyBytes } = await counters(server);
    assert.deepEqual([byStatus, bodyBytes], [{}, 0]);
  });

  it('has a header that is none', async () => {
    const { text } = await rawAnswer(await startWith('bad-header=100%'), never);
    assert.equal(text, 'HTTP/1.1 200 OK\r\nno header at all\r\n\r\n');
  });

  it('stalls in the middle, and is not in flight any more', async () => {
    const server = await startWith('stall=100%');
    const half = (text: string) => (text.split('\r\n\r\n')[1]?.length ?? 0) === RIGHT.length >> 1;
    // The connection is open until the client leaves.
    assert.equal((await rawAnswer(server, half)).ending, 'open');
    await rawAnswer(server, half);
    const { requests, byStatus, maxInFlight, faults } = await counters(server);
    assert.deepEqual([requests, byStatus, maxInFlight, faults], [2, {}, 1, { stall: 2 }]);
  });
});

describe('faults of a server', () => {
  const PLAN = 'status-429=20%,status-503=20%,wrong-type=20%';
  const names = tinyDataset().documents.map(({ name }) => name);

  async function statuses(server: RunningServer, order: readonly string[]) {
    const seen: Record<string, number[]> = {};
    for (const name of [...order, ...order]) {
      const { status } = await send(server.url, { target: `/api/v2/pokemon/${name}` });
      (seen[name] ??= []).push(status);
    }
    return names.map((name) => seen[name]);
  }

  it('are the same in two servers of one seed, in any order of requests', async () => {
    const [one, other] = [await startWith(PLAN), await startWith(PLAN)];
    const seen = await statuses(one, names);
    assert.deepEqual(await statuses(other, names.toReversed()), seen);
    assert.deepEqual((await counters(other)).faults, (await counters(one)).faults);
    const attempts = new Set(seen.map((both) => String(both)));
    assert.ok(attempts.has('200,429') && attempts.has('503,200'), [...attempts].join(' '));
  });

  it('begin anew with the counters', async () => {
    const server = await startWith(PLAN);
    const seen = await statuses(server, names);
    const before = await resetCounters(server);
    assert.deepEqual(await statuses(server, names), seen);
    assert.deepEqual((await counters(server)).faults, before.faults);
  });

  it('spare lists, and answers that a client left are not counted twice', async () => {
    const server = await startWith('stall=100%');
    const { status } = await send(server.url, { target: '/api/v2/pokemon?limit=3' });
    assert.equal(status, 200);
    await rawAnswer(server, (text) => text.includes('\r\n\r\n'));
    await untilCounted(async () => (await counters(server)).faults.stall === 1);
    assert.equal((await send(server.url, { target: '/api/v2/pokemon?limit=3' })).status, 200);
    assert.equal((await counters(server)).maxInFlight, 1);
  });
});
