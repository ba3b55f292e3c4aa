import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { conditions } from '../../../harness/report/conditions.ts';
import { proofTable } from '../../../harness/report/tables/proof.ts';
import { reportTables } from '../../../harness/report/tables/tables.ts';
import { DIGEST, MOCK, runOf, scenario, SETTINGS, wholeRun } from '../../support/run.ts';

const about = (facts: readonly string[], what: string) =>
  facts.filter((fact) => fact.startsWith(what));

describe('conditions', () => {
  it('say once what all scenarios share', () => {
    const facts = conditions(wholeRun());
    assert.equal(about(facts, 'Work: fetch-pokemon, 1000 items, 4 workers').length, 1);
    assert.equal(about(facts, 'Mock server: 50 ms ± 20 %').length, 1);
    assert.equal(about(facts, 'Run: 7 rounds in random order (seed 1), 1 warm-up').length, 1);
  });

  it('say of which scenarios they are where these differ', () => {
    const few = { ...scenario('few'), settings: { ...SETTINGS, workers: 1 }, rounds: 3 };
    const slow = { ...scenario('slow'), mock: { ...MOCK, latencyMs: 500 } };
    const facts = conditions(runOf([scenario('usual'), few, slow], []));
    assert.equal(about(facts, 'Work of usual, slow: fetch-pokemon, 1000 items, 4 w').length, 1);
    assert.equal(about(facts, 'Work of few: fetch-pokemon, 1000 items, 1 w').length, 1);
    assert.equal(about(facts, 'Mock server of slow: 500 ms').length, 1);
    assert.equal(about(facts, 'Run: 3 to 7 rounds').length, 1);
  });

  it('know work without a mock server', () => {
    const expected = { items: 1000, digest: DIGEST, http: null, itemMs: null };
    const run = runOf([{ ...scenario('words'), mock: null, expected }], []);
    assert.deepEqual(about(conditions(run), 'Mock'), ['Mock server: none']);
    const summary = summarize(run);
    assert.match(proofTable(summary).notes.join(), /with digest d1d1d1d1d1d1, no requests\.$/);
    const latency = reportTables(summary).find(({ title }) => title.startsWith('Request latency'));
    assert.deepEqual(latency?.notes, []);
  });

  it('name the command that makes the run again', () => {
    const run = wholeRun();
    const checked = { ...run, schedule: { ...run.schedule, command: 'check' as const } };
    assert.equal(about(conditions(checked), 'Again: npm run check -- --rounds 7').length, 1);
  });
});
