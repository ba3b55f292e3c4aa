import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { conditions } from '../../../harness/report/conditions.ts';
import { proofTable } from '../../../harness/report/tables/proof.ts';
import { reportTables } from '../../../harness/report/tables/tables.ts';
import { ownRun } from '../../support/own-run.ts';
import { DIGEST, MOCK, runOf, scenario, SETTINGS } from '../../support/run.ts';
import { wholeRun } from '../../support/whole-run.ts';

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

  it('name limits of trials, where there are some', () => {
    assert.deepEqual(about(conditions(wholeRun()), 'Limits'), []);
    const limits = { memoryBytes: 512e6, cores: [0, 1], nice: 5 };
    const run = runOf([{ ...scenario('small'), limits }], []);
    const said = 'Limits of a trial: 512 MB of memory; cores 0, 1; nice 5';
    assert.deepEqual(about(conditions(run), 'Limits'), [said]);
  });

  it('know work without a mock server', () => {
    const expected = { items: 1000, digest: DIGEST, http: null, itemMs: null };
    const run = runOf([{ ...scenario('words'), mock: null, expected }], []);
    assert.deepEqual(about(conditions(run), 'Mock'), []);
    const work =
      'Work: fetch-pokemon, 1000 items, 4 workers with 100 items in flight each, batches of 250';
    assert.deepEqual(about(conditions(run), 'Work'), [work]);
    const { columns, notes } = proofTable(summarize(run));
    assert.match(notes.join(), /with digest d1d1d1d1d1d1\.$/);
    assert.deepEqual(
      columns.map(({ title }) => title),
      ['model', 'trials', 'digest'],
    );
    const titles = reportTables(summarize(run)).map(({ title }) => title);
    assert.ok(titles.includes('Item latency and event loops'), titles.join());
  });

  it("name a user's files, parameters and the Node that ran them", () => {
    const run = ownRun();
    const facts = conditions(run);
    assert.equal(about(facts, 'Work: thumbnails (bench/thumbnails.ts), 1000 items').length, 1);
    assert.deepEqual(about(facts, 'What it does'), ['What it does: Makes a thumbnail.']);
    assert.deepEqual(about(facts, 'Parameters'), ['Parameters: size=1024, sharp=true']);
    assert.deepEqual(about(facts, 'Model'), ['Model pool: bench/pool.ts']);
    assert.deepEqual(about(facts, 'Node'), [
      'Node 26.10.0, which started the command; piscina 5.3.2',
    ]);
    assert.deepEqual(about(facts, 'Your files'), ['Your files: commit abcdef0123']);
    assert.deepEqual(about(facts, 'Again'), [
      "Again: npm run compare -- bench/thumbnails.ts --param 'title=it'\\''s'",
    ]);
  });

  it('name the command that makes the run again', () => {
    const run = wholeRun();
    const checked = { ...run, schedule: { ...run.schedule, command: 'check' as const } };
    assert.equal(about(conditions(checked), 'Again: npm run check -- --rounds 7').length, 1);
  });
});
