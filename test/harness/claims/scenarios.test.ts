import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { allClaims } from '../../../harness/catalog.ts';
import type { Claim } from '../../../harness/claim-contract.ts';
import { claimScenarios } from '../../../harness/claims/scenarios.ts';
import { EMPTY_CLAIM } from '../../support/claim-figures.ts';
import { SILENT } from '../../../harness/engine/progress.ts';

const SEARCH = { folder: '', watch: { progress: SILENT, signal: new AbortController().signal } };
const PROGRAM = new URL('../../support/claim-process.ts', import.meta.url);

/** The scenario of the only case of a claim. */
async function only(one: ReturnType<Claim['cases']>[number], rounds: number | null = null) {
  const claim = { ...EMPTY_CLAIM, cases: () => [one] };
  const [planned] = await claimScenarios([claim], { scale: 'quick', rounds, seed: 7 }, SEARCH);
  assert.ok(planned !== undefined);
  return planned;
}

describe('claimScenarios', () => {
  it('has every case of every claim, in its group', async () => {
    const claims = await allClaims();
    const all = await claimScenarios(claims, { scale: 'full', rounds: null, seed: 7 }, SEARCH);
    // Whether there are any depends on the languages that this machine has.
    const planned = all.filter(({ scenario: { id } }) => !/goroutine|python-thread/.test(id));
    assert.deepEqual(
      planned.map(({ scenario: { id, label, group, rounds } }) => ({ id, label, group, rounds })),
      claims.flatMap((claim) =>
        claim.cases('full').map(({ id }) => ({
          ...{ id: `${claim.name}/${id}`, label: id, group: claim.name, rounds: claim.rounds.full },
        })),
      ),
    );
  });

  it('runs a model as compare does, where the case says nothing else', async () => {
    const { scenario, mock, timeoutMs } = await only({
      ...{ kind: 'model', id: 'one', model: 'single-threaded', settings: { items: 10 } },
    });
    assert.equal(scenario.kind, 'model');
    assert.equal(scenario.workload, 'fetch-pokemon');
    assert.equal(scenario.settings?.items, 10);
    assert.equal(scenario.settings.batchSize, 3);
    assert.deepEqual(mock, { latencyMs: 50, jitter: 0.2, seed: 7, dataPath: null });
    assert.equal(timeoutMs, 60_000);
  });

  it('runs a program with its input, and needs no mock server for it', async () => {
    const [input, places] = [{ how: 'reports' }, { value: 7 }];
    const one = { kind: 'program', id: 'one', program: PROGRAM, input, places } as const;
    const planned = await only(one, 3);
    const { scenario, source, mock, timeoutMs } = planned;
    assert.equal(scenario.kind, 'program');
    assert.equal(scenario.model, 'claim-process');
    assert.deepEqual(scenario.input, input);
    assert.equal(scenario.rounds, 3);
    assert.ok(source.kind === 'program');
    assert.equal(source.program, PROGRAM);
    assert.deepEqual(source.places, places);
    assert.deepEqual([source.bodiesOf, mock, timeoutMs], [null, null, 30_000]);
  });

  it('takes the bodies that a program needs from a mock server without latency', async () => {
    const { source, mock, timeoutMs } = await only({
      ...{ kind: 'program', id: 'one', program: PROGRAM, input: {} },
      ...{ needsBodies: true, timeoutMs: 5 },
    });
    assert.ok(source.kind === 'program');
    assert.equal(source.bodiesOf?.workload.value.name, 'fetch-pokemon');
    assert.equal(source.bodiesOf.settings.items, 1000);
    assert.deepEqual(mock, { latencyMs: 0, jitter: 0.2, seed: 7, dataPath: null });
    assert.equal(timeoutMs, 5);
  });
});
