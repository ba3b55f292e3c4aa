import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { runFindings } from '../../../../harness/analysis/run-findings.ts';
import { summarize } from '../../../../harness/analysis/summary.ts';
import { conditions } from '../../../../harness/report/conditions.ts';
import { compareDocument } from '../../../../harness/report/json.ts';
import { faultTables } from '../../../../harness/report/tables/faults.ts';
import type { RunFile } from '../../../../results/format.ts';
import { completedTrial, MOCK, runOf, scenario, SETTINGS } from '../../../support/run.ts';

const FAULTS = { 'status-503': 20, reset: 10 };

/** A run of one model and the floor; the model met these faults. */
function faultyRun(): RunFile {
  const model = scenario('worker-threads');
  const http = { requests: 1031, bodyBytes: 14_000_000, maxInFlight: 400, ok: 1001 };
  const trial = completedTrial(model.id, 0, { retries: 28, lostMs: 4200 });
  const faulty = {
    ...model,
    mock: { ...MOCK, faults: 'status-503=2%,reset=1%' },
    settings: { ...SETTINGS, retries: 1 },
    expected: model.expected && { ...model.expected, http: { ...http, faults: FAULTS } },
  };
  const met = {
    ...trial,
    failuresByKind: { status: 2 },
    served: trial.served && { ...trial.served, faults: FAULTS },
  };
  const floor = scenario('bare-work', 'floor');
  return runOf([floor, faulty], [completedTrial(floor.id, 0, {}), met]);
}

describe('faults in a report', () => {
  it('are a table with what they came to under each model', () => {
    const [table] = faultTables(summarize(faultyRun()));
    assert.deepEqual(
      table?.rows.map((row) => row.map(({ value }) => value)),
      [['worker-threads', '2 status', '30', '28', '4.20 s']],
    );
    assert.deepEqual(table.notes.slice(0, 2), [
      'Faulty answers of every trial: 20 status-503, 10 reset.',
      'An item has up to 2 attempts.',
    ]);
  });

  it('are among the findings and conditions', () => {
    const finding = runFindings(summarize(faultyRun())).find(({ code }) => code === 'faults');
    assert.match(finding?.seen ?? '', /^30 of 1031 answers .*--faults status-503=2%,reset=1%/);
    const text = conditions(faultyRun()).join('\n');
    assert.match(text, /faults status-503=2%,reset=1%;/);
    assert.match(text, /at most 2 attempts at each, requests time out after 30000 ms/);
  });

  it('are figures in JSON, and null without them', () => {
    const [floor, model] = compareDocument(summarize(faultyRun())).scenarios;
    assert.equal(floor?.faults, null);
    assert.deepEqual(
      [model?.faults?.answers, model?.faults?.failedItems, model?.faults?.retries?.median],
      [FAULTS, { status: 2 }, 28],
    );
  });

  it('are not there where none were asked for', () => {
    const one = scenario('worker-threads');
    assert.deepEqual(faultTables(summarize(runOf([one], [completedTrial(one.id, 0, {})]))), []);
  });
});
