import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';

import type { ItemErrorKind, TrialSettings } from '../../../../harness/contract.ts';
import { type FaultKind, parseFaults } from '../../../../mock-server/faults.ts';
import { openWorkload } from '../../../../scenarios/item.ts';
import workload from '../../../../scenarios/workloads/fetch-pokemon.ts';
import { counters, TestServers } from '../../../support/running-server.ts';
import { assembleDataset, assembleDocument } from '../../../../mock-server/dataset.ts';
import { SETTINGS } from '../../../support/trial-process.ts';

const LINE = 'Worker fetched mew: [psychic]';
const document = { types: [{ type: { name: 'psychic' } }], padding: 'x'.repeat(2000) };
const dataset = assembleDataset('generated', 'one@1.0.0', [
  assembleDocument(151, 'mew', JSON.stringify(document)),
]);

/** The class of error under each kind of fault; null where the item has its line. */
const ERRORS: Readonly<Record<FaultKind, ItemErrorKind | null>> = {
  'status-429': 'status',
  'status-500': 'status',
  'status-503': 'status',
  slow: null,
  stall: 'timeout',
  reset: 'connection',
  short: 'connection',
  truncated: 'json',
  'bad-gzip': 'encoding',
  'bad-header': 'protocol',
  'wrong-type': null,
  challenge: 'json',
};

const CLIENTS: Readonly<Record<string, Partial<TrialSettings>>> = {
  'the pool': {},
  fetch: { client: 'fetch' },
};

let servers: TestServers;
beforeEach(() => {
  servers = new TestServers();
});
afterEach(() => servers[Symbol.asyncDispose]());

for (const [title, client] of Object.entries(CLIENTS)) {
  describe(`fetch-pokemon under faults, by ${title}`, { timeout: 600_000 }, () => {
    for (const [kind, error] of Object.entries(ERRORS)) {
      it(`${kind}: ${error ?? 'no error'}, in every attempt`, async () => {
        const fault = kind === 'slow' ? 'slow=100%:1ms' : `${kind}=100%`;
        const server = await servers.start({ dataset, faults: parseFaults(fault) });
        for (const encoding of ['gzip', 'identity'] as const) {
          const settings: TrialSettings = {
            ...{ ...SETTINGS, ...client, origin: server.url, encoding, retries: 1, inFlight: 1 },
            // Nothing but a stalled answer is to be late, however busy the machine is.
            requestTimeoutMs: kind === 'stall' ? 300 : 300_000,
          };
          const work = await openWorkload(workload, settings);
          const { line, failure } = await work.run('mew', null);
          assert.equal(failure?.kind ?? null, error, failure?.message ?? '');
          assert.equal(line, error === null ? LINE : null);
          assert.equal(work.lost?.().retries, error === null ? 0 : 1);
          await work.close();
        }
        const attempts = error === null ? 2 : 4;
        const { requests, faults } = await counters(server);
        assert.deepEqual([requests, faults], [attempts, { [kind]: attempts }]);
      });
    }
  });
}
