import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { PairWorkload } from '../../../harness/contract.ts';
import { refuseLateAnswers } from '../../../harness/inspect/expected-failures.ts';
import { type ReferenceInput, referenceRun } from '../../../harness/inspect/reference.ts';
import { type MockServer, startMockServer } from '../../../mock-server/client.ts';
import fetchPokemon from '../../../scenarios/workloads/fetch-pokemon.ts';
import { ROOT } from '../../support/command.ts';
import { SETTINGS } from '../../support/trial-process.ts';

const FAULTS = 'status-503=10%,reset=10%,truncated=10%,bad-gzip=10%';
const ITEMS = 100;
let mock: MockServer;
let scratch: string;

before(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'expected-failures-test-'));
  mock = await startMockServer({
    ...{ latencyMs: 0, jitter: 0, seed: 1, dataPath: null, faults: FAULTS },
    cacheDir: join(ROOT, '.cache'),
  });
});

after(async () => {
  await mock[Symbol.asyncDispose]();
  rmSync(scratch, { recursive: true });
});

function input(retries: number, workload: PairWorkload = fetchPokemon): ReferenceInput {
  return {
    ...{ workload, shown: 'work.ts', repeats: retries === 0, itemLimitMs: 600_000, workMs: null },
    settings: {
      ...{ ...SETTINGS, origin: mock.url, items: ITEMS, retries },
      encoding: 'gzip',
      requestTimeoutMs: 600_000,
    },
    ...{ mock, bodyPackPath: join(scratch, 'bodies'), onItem: () => undefined },
  };
}

describe('a reference run under faults', () => {
  it('expects the failures, answers and faults that the server gave', async () => {
    const { expected, bareFailures } = await referenceRun(input(0));
    const { http, failuresByKind = {} } = expected;
    const { faults = {}, requests, ok } = http ?? {};
    assert.deepEqual(failuresByKind, {
      status: faults['status-503'],
      connection: faults['reset'],
      json: faults['truncated'],
      encoding: faults['bad-gzip'],
    });
    assert.equal(requests, ITEMS + 1);
    assert.equal(ok, ITEMS + 1 - (faults['status-503'] ?? 0) - (faults['reset'] ?? 0));
    // The floor has no body of an item that got none: it is no gzip.
    const withoutBody = (faults['status-503'] ?? 0) + (faults['reset'] ?? 0);
    const bad = faults['bad-gzip'] ?? 0;
    assert.deepEqual(bareFailures, { encoding: withoutBody + bad, json: faults['truncated'] });
  });

  it('has fewer failures with retries, each of which is a request more', async () => {
    const [none, once] = [await referenceRun(input(0)), await referenceRun(input(1))];
    const count = ({ expected }: typeof none) =>
      Object.values(expected.failuresByKind ?? {}).reduce((sum, failed) => sum + failed, 0);
    assert.ok(count(once) < count(none));
    assert.equal(once.expected.http?.requests, ITEMS + 1 + count(none));
    assert.ok(once.lostMs > none.lostMs);
  });

  it('refuses items that come twice: which of them fails would depend on their order', async () => {
    const two: PairWorkload = { ...fetchPokemon, list: () => ['mew', 'mewtwo'] };
    await assert.rejects(referenceRun(input(0, two)), {
      code: 'bad-value',
      message: /^--items 100 is more than the 2 items of the list/,
    });
  });
});

describe('answers that are late', () => {
  const refuse = (timeouts: number, stall: number) => () => {
    refuseLateAnswers(input(0), { retries: 0, timeouts, lostMs: 0 }, { faults: { stall } });
  };

  it('are as many as were to stall', () => {
    assert.doesNotThrow(refuse(2, 2));
  });

  it('are refused where they were not to stall', () => {
    const message = /^work\.ts: 1 requests timed out.*--request-timeout 600000/;
    assert.throws(refuse(3, 2), { code: 'reference-run', message });
  });
});
