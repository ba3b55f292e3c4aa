import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { programModelRecord } from '../../../../harness/engine/programs/program-record.ts';
import type { LaunchResult } from '../../../../harness/measure/messages.ts';
import { ResultTally } from '../../../../harness/trial/result-tally.ts';
import { METRIC_NAMES } from '../../../../results/metrics.ts';
import { LAUNCHED } from '../../../support/launched-trial.ts';
import { scenario } from '../../../support/run.ts';

const LINES = ['a', 'b', 'c'];

function recordOf(text: string, launched: Partial<LaunchResult> = {}) {
  const tally = new ResultTally({ first: 0, count: LINES.length });
  tally.add({ first: 0, lines: LINES, failures: [] });
  const { digest } = tally.proof();
  const at = (ms: number) => LAUNCHED.spawnedAtMs + ms;
  const stdout = text.split('|').map((line, i) => ({ atMs: at(10 * (i + 1)), text: `${line}\n` }));
  return programModelRecord({
    head: {
      ...{ scenario: 'go', round: 0, phase: 'sample', position: 0 },
      startedAt: '2026-01-01T00:00:00.000Z',
    },
    scenario: {
      ...{ ...scenario('go'), language: 'Go' },
      expected: { items: 3, digest, http: null, itemMs: null },
    },
    launched: { ...LAUNCHED, stdout, ...launched },
    counters: null,
  });
}

const READY = '{"type":"ready"}';
const END = '{"type":"counters","counters":{"GOMAXPROCS":2}}|{"type":"done"}';

describe('programModelRecord', () => {
  it('tallies results in any order, with the moments and counters of the program', () => {
    const results =
      '{"type":"result","first":1,"lines":["b","c"]}|{"type":"result","first":0,"lines":["a"]}';
    const record = recordOf(`${READY}|${results}|${END}`);
    assert.ok(record.status === 'completed', JSON.stringify(record));
    assert.deepEqual(Object.keys(record.metrics).sort(), [...METRIC_NAMES].sort());
    const { workersReadyMs, firstResultMs, lastResultMs, bootMs } = record.metrics;
    assert.deepEqual([workersReadyMs, firstResultMs, lastResultMs, bootMs], [10, 20, 30, null]);
    assert.deepEqual(record.figures, { GOMAXPROCS: 2 });
    for (const [name, value] of Object.entries(record.metrics)) {
      assert.equal(value === null, name in record.unavailable, name);
    }
  });

  it('is invalid where results are missing, too many, others or failed', () => {
    for (const lines of ['"a","b"', '"a","b","c","d"', '"a","b","x"', '"a","b",null']) {
      const failure = '{"type":"failure","item":"mew","kind":"status","message":"answered 500"}|';
      const text = `${READY}|${lines.includes('null') ? failure : ''}{"type":"result","first":0,"lines":[${lines}]}|${END}`;
      const record = recordOf(text);
      assert.ok(record.status === 'invalid', lines);
      assert.deepEqual(record.failuresByKind, lines.includes('null') ? { status: 1 } : {});
    }
  });

  it('says first that a process of it was killed because memory ran out', () => {
    const text = `${READY}|{"type":"result","first":0,"lines":["a"]}|${END}`;
    const record = recordOf(text, { oomKills: 1 });
    assert.ok(record.status === 'invalid', JSON.stringify(record));
    assert.match(record.reasons[0] ?? '', /out of memory/);
  });

  it('has failed where a rule was broken, or the process did not end well', () => {
    const all = `${READY}|{"type":"result","first":0,"lines":["a","b","c"]}|${END}`;
    const causes = [
      recordOf(READY),
      recordOf(all, { exitCode: 1 }),
      recordOf(all, { exitCode: null, signal: 'SIGSEGV' }),
      recordOf(all, { timedOut: true }),
      recordOf(all, { leftovers: 1 }),
    ].map((record) => record.status === 'failed' && record.cause);
    assert.deepEqual(causes, ['no-report', 'exit-code', 'signal', 'timeout', 'leftovers']);
  });
});
