import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { workDifferences } from '../../../harness/engine/equal-work.ts';
import type { EndLine } from '../../../harness/trial/protocol.ts';
import type { ExpectedWork, Served } from '../../../results/format.ts';

const EXPECTED: ExpectedWork = {
  ...{ items: 4, digest: 'd', itemMs: null, failuresByKind: { status: 1, json: 1 } },
  http: { requests: 7, bodyBytes: 70, maxInFlight: 4, ok: 5, faults: { reset: 1, truncated: 2 } },
};
const SERVED: Served = {
  ...{ requests: 7, byStatus: { 200: 5 }, faults: { truncated: 2, reset: 1 }, bodyBytes: 70 },
  ...{ maxInFlight: 4, connections: 4, cpuMs: 1, loopUtilization: 0.1 },
};
const PROOF = {
  ...{ unique: 2, surplus: 0, digest: 'd', failures: 2, failuresByKind: { json: 1, status: 1 } },
  failureExamples: [],
};
const WORKER = { id: 0, readyAtMs: 1, endedAtMs: 2, items: 4, bodyBytes: 70, latencies: [] };
const END: EndLine = {
  type: 'end',
  ...{ bootedAtMs: 0, firstResultAtMs: 1, lastResultAtMs: 2, doneAtMs: 3 },
  ...{ workers: [WORKER], loops: [], messages: 0, boundaryBytes: 0 },
};

function differences(proof: Partial<typeof PROOF>, served: Partial<Served> = {}) {
  const done = { proof: { ...PROOF, ...proof }, end: END, served: { ...SERVED, ...served } };
  return workDifferences(EXPECTED, done);
}

describe('equal work under faults', () => {
  it('is the same failures, requests, answers and faults', () => {
    assert.deepEqual(differences({}), []);
  });

  it('is not as many failures of other classes', () => {
    assert.deepEqual(differences({ failuresByKind: { json: 2, status: 0 } }), [
      '2 items failed (2 json, 0 status), not 2 (1 status, 1 json)',
    ]);
  });

  it('is not fewer failures', () => {
    const fewer = { unique: 3, failures: 1, failuresByKind: { status: 1, json: 0 }, digest: 'e' };
    const [failures = '', results] = differences(fewer);
    assert.match(failures, /^1 item failed \(1 status, 0 json\), not 2/);
    assert.equal(results, '3 of 2 items have a result');
  });

  it('is not other requests, nor other faults', () => {
    assert.deepEqual(differences({}, { requests: 8 }), ['8 requests, not 7']);
    assert.deepEqual(differences({}, { byStatus: { 200: 6 } }), ['6 answers with 200, not 5']);
    assert.deepEqual(differences({}, { faults: { reset: 1, truncated: 1 } }), [
      'faults met: 1 reset, 1 truncated; not 1 reset, 2 truncated',
    ]);
    assert.deepEqual(differences({}, { bodyBytes: 71 }), ['71 body bytes, not 70']);
  });
});
