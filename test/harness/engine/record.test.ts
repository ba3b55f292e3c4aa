import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { LaunchResult } from '../../../harness/measure/messages.ts';
import type { CompletedTrial, FailedTrial, InvalidTrial } from '../../../results/format.ts';
import { METRICS } from '../../../results/metrics.ts';
import { END, linesOf, PASS, recordOf } from '../../support/launched-trial.ts';

const FAILURES: Readonly<
  Record<
    Exclude<FailedTrial['cause'], 'not-recorded'>,
    readonly [launched: Partial<LaunchResult>, message: RegExp]
  >
> = {
  spawn: [{ spawnError: 'cannot start node', exitCode: null, report: '' }, /cannot start node/],
  timeout: [{ timedOut: true, signal: 'SIGTERM', exitCode: null }, /--timeout/],
  aborted: [{ aborted: true, signal: 'SIGTERM', exitCode: null }, /interrupted/],
  signal: [{ signal: 'SIGKILL', exitCode: null }, /^killed by SIGKILL$/],
  'exit-code': [{ exitCode: 7 }, /^exit code 7: a word on stderr$/],
  'no-report': [{ report: '' }, /without a report/],
  leftovers: [{ leftovers: 2 }, /^left 2 processes running$/],
};

describe('a trial has failed', () => {
  for (const [cause, [launched, message]] of Object.entries(FAILURES)) {
    it(`by ${cause}`, () => {
      const record = recordOf({ launched }) as FailedTrial;
      assert.deepEqual([record.status, record.cause], ['failed', cause]);
      assert.match(record.message, message);
      assert.equal(record.stderr, 'a word on stderr');
      assert.ok(!('metrics' in record), 'never a number');
      const { exitCode = 0, signal = null } = launched;
      assert.deepEqual([record.exitCode, record.signal], [exitCode, signal]);
    });
  }

  it('by the out-of-memory killer, however it ended', () => {
    for (const ended of [{ signal: 'SIGKILL' as const, exitCode: null }, { exitCode: 1 }]) {
      const { message } = recordOf({ launched: { ...ended, oomKills: 1 } }) as FailedTrial;
      assert.match(message, /^out of memory: .*(killed by SIGKILL|exit code 1: a word on stderr)$/);
    }
    assert.equal(recordOf({ launched: { oomKills: 1 } }).status, 'completed');
  });

  it('by the limit of open files, which it names', () => {
    const launched = { exitCode: 1, stderrTail: 'Error: spawn node EMFILE' };
    assert.match(
      (recordOf({ launched }) as FailedTrial).message,
      /EMFILE; .*ulimit -n.*--in-flight/,
    );
  });

  it('by timeout, though its work was done', () => {
    const launched = { timedOut: true, signal: 'SIGTERM' as const, exitCode: null };
    assert.match((recordOf({ launched }) as FailedTrial).message, /something is still open/);
    const early = { ...launched, report: '' };
    assert.doesNotMatch((recordOf({ launched: early }) as FailedTrial).message, /still open/);
  });

  it('by what it awaits in vain', () => {
    const { message } = recordOf({ launched: { exitCode: 13 } }) as FailedTrial;
    assert.match(message, /^exit code 13: .*nothing is left to settle$/);
  });

  it('when its report was cut off', () => {
    const launched = { report: linesOf(PASS, END).slice(0, -1) };
    assert.equal((recordOf({ launched }) as FailedTrial).cause, 'no-report');
  });

  it('by exit code though its report is good', () => {
    assert.equal((recordOf({ launched: { exitCode: 1 } }) as FailedTrial).cause, 'exit-code');
  });
});

const UNEQUAL: readonly (readonly [
  what: string,
  parts: Parameters<typeof recordOf>[0],
  reason: string,
])[] = [
  [
    'failed items',
    {
      proof: {
        failures: 3,
        failuresByKind: { status: 2, other: 1 },
        failureExamples: [
          { item: 'ditto', kind: 'status', message: '500', stack: null },
          { item: '\0{"n":1}', kind: 'other', message: 'late', stack: 'Error: late\n at x' },
        ],
      },
    },
    '3 items failed (2 status, 1 other): ditto: 500; {"n":1}: late',
  ],
  [
    'results too few',
    { proof: { unique: 1 } },
    '1 of 2 items have a result: collector.collect() must get each of them before the promise of "run" resolves',
  ],
  [
    'worker reports with fewer items',
    { end: { workers: END.workers.slice(1) } },
    'worker reports add up to 1 items, not 2: collector.worker() must get one report per worker, with all items that it did',
  ],
  [
    'two worker reports with one id',
    { end: { workers: END.workers.map((worker) => ({ ...worker, id: 0 })) } },
    'collector.worker() got two reports with the same id',
  ],
  [
    'times of another clock',
    { end: { workers: END.workers.map((worker) => ({ ...worker, readyAtMs: 7 })) } },
    'the times of worker 0 are not within the trial: collector.worker() needs readyAtMs and endedAtMs from monotonicMs()',
  ],
  [
    'results too many',
    { proof: { surplus: 4 } },
    '4 results too many: collector.collect() must get each item of a pass once, with "first" as the index of the first',
  ],
  [
    'other results',
    { proof: { digest: 'ff'.repeat(32) } },
    'results differ: digest ffffffffffff, not d1d1d1d1d1d1',
  ],
  [
    'workers that never reported',
    { end: { workers: [] } },
    'no worker report: collector.worker() was never called',
  ],
  ['requests too few', { counters: { requests: 2 } }, '2 requests, not 3'],
  [
    'answers of another status',
    { counters: { byStatus: { 200: 2, 500: 1 } } },
    '2 answers with 200, not 3',
  ],
  ['no answers', { counters: { byStatus: {} } }, '0 answers with 200, not 3'],
  ['other bytes', { counters: { bodyBytes: 299 } }, '299 body bytes, not 300'],
  ['more in flight', { counters: { maxInFlight: 3 } }, '3 requests in flight, more than 2'],
];

describe('a trial is invalid', () => {
  for (const [what, parts, reason] of UNEQUAL) {
    it(`for ${what}`, () => {
      const record = recordOf(parts) as InvalidTrial;
      assert.equal(record.status, 'invalid');
      assert.deepEqual(record.reasons, [reason]);
      assert.ok(!('metrics' in record), 'never a number');
    });
  }

  it('for several reasons at once', () => {
    const parts = { proof: { unique: 1 }, counters: { requests: 2 } };
    assert.equal((recordOf(parts) as InvalidTrial).reasons.length, 2);
  });

  it('and says so where the out-of-memory killer ended a process that the model outlived', () => {
    const parts = { launched: { oomKills: 1 }, proof: { unique: 1 } };
    const { reasons } = recordOf(parts) as InvalidTrial;
    assert.match(reasons[0] ?? '', /^out of memory: /);
    assert.equal(reasons.length, 2);
  });

  it('but not for fewer requests in flight', () => {
    assert.equal(recordOf({ counters: { maxInFlight: 1 } }).status, 'completed');
  });
});

describe('a trial of work without the mock server', () => {
  it('rests on its results alone', () => {
    const record = recordOf({ counters: null }) as CompletedTrial;
    assert.equal(record.status, 'completed');
    assert.equal(record.served, null);
    assert.equal(recordOf({ proof: { unique: 1 }, counters: null }).status, 'invalid');
  });
});

describe('a completed trial', () => {
  const record = recordOf() as CompletedTrial;

  it('carries every metric and no other', () => {
    assert.deepEqual(Object.keys(record.metrics).sort(), Object.keys(METRICS).sort());
  });

  it('has phases counted from the spawn', () => {
    const { bootMs, workersReadyMs, firstResultMs, lastResultMs, teardownMs, wallMs } =
      record.metrics;
    assert.deepEqual(
      [bootMs, workersReadyMs, firstResultMs, lastResultMs, teardownMs, wallMs],
      [40, 150, 200, 900, 100, 1000],
    );
    assert.deepEqual(
      record.workers.map(({ readyMs, endedMs }) => [readyMs, endedMs]),
      [
        [100, 890],
        [150, 895],
      ],
    );
  });

  it("has the kernel's CPU, and the processes' own without their threads", () => {
    const { cpuMs, cpuUserMs, cpuSystemMs, cpuSelfMs, processes } = record.metrics;
    assert.deepEqual([cpuMs, cpuUserMs, cpuSystemMs, cpuSelfMs], [140, 110, 30, 131]);
    assert.equal(processes, 2);
    assert.equal(record.metrics['loopUtilization'], 0.9);
  });

  it('has memory, latencies of all workers, and what the server saw', () => {
    const { peakRssBytes, peakPssBytes, latencyP50Ms, latencyP99Ms } = record.metrics;
    assert.deepEqual([peakRssBytes, peakPssBytes], [5000, 4000]);
    // Buckets 320 and 352 of 32 per doubling begin at 2^10 and 2^11 µs.
    assert.ok(latencyP50Ms && latencyP50Ms > 1.024 && latencyP50Ms < 1.05);
    assert.ok(latencyP99Ms && latencyP99Ms > 2.048 && latencyP99Ms < 2.1);
    assert.deepEqual(record.latencies, [
      [320, 1],
      [352, 1],
    ]);
    assert.equal(record.served?.cpuMs, 9);
  });

  it('says of each null why it is one', () => {
    const { metrics, unavailable } = recordOf({
      launched: { cpu: null, memory: null, unavailable: { cpu: 'no /proc', memory: 'no tree' } },
      end: { workers: END.workers.map((worker) => ({ ...worker, latencies: [] })) },
    }) as CompletedTrial;
    const nulls = Object.keys(metrics).filter((name) => metrics[name] === null);
    assert.deepEqual(Object.keys(unavailable).sort(), nulls.sort());
    assert.deepEqual(
      ['cpuMs', 'cpuUserMs', 'peakRssBytes', 'peakPssBytes', 'latencyP50Ms'].map(
        (name) => unavailable[name],
      ),
      ['no /proc', 'no /proc', 'no tree', 'no tree', 'this model makes no requests'],
    );
    const uncounted = 'attempts are not counted';
    assert.deepEqual(record.unavailable, { retries: uncounted, lostMs: uncounted });
  });
});
