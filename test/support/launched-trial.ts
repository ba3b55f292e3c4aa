import assert from 'node:assert/strict';

import type { LaunchResult } from '../../harness/measure/messages.ts';
import { trialRecord } from '../../harness/engine/record.ts';
import type { TrialReport } from '../../harness/trial/protocol.ts';
import type { CountersReport } from '../../mock-server/client.ts';
import { runFile, type TrialRecord } from '../../results/format.ts';
import { DIGEST, runOf, scenario } from './run.ts';

const HEAD = {
  scenario: 'single-threaded',
  round: 2,
  position: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
};
const EXPECTED = {
  ...{ items: 2, digest: DIGEST },
  http: { requests: 3, bodyBytes: 300, maxInFlight: 2 },
};

/** What a trial says that went well. */
export const REPORT: TrialReport = {
  bootedAtMs: 5040,
  firstResultAtMs: 5200,
  lastResultAtMs: 5900,
  doneAtMs: 5950,
  results: {
    unique: 2,
    surplus: 0,
    digest: DIGEST,
    failures: 0,
    failuresByKind: {},
    failureExamples: [],
  },
  workers: [
    { id: 0, readyAtMs: 5100, endedAtMs: 5890, items: 1, bodyBytes: 140, latencies: [[320, 1]] },
    { id: 1, readyAtMs: 5150, endedAtMs: 5895, items: 1, bodyBytes: 160, latencies: [[352, 1]] },
  ],
  loops: [
    loop('main', 'process', 100, 20, 0.5),
    // A thread's CPU is part of its process's, so it must not be added.
    loop('worker', 'thread', 60, 5, 0.9),
    loop('producer', 'process', 10, 1, 0.1),
  ],
  messages: 4,
  boundaryBytes: 77,
};

function loop(
  role: 'main' | 'worker' | 'producer',
  owner: 'process' | 'thread',
  cpuUserMs: number,
  cpuSystemMs: number,
  loopUtilization: number,
) {
  return {
    role,
    id: 0,
    owner,
    pid: 1,
    cpuUserMs,
    cpuSystemMs,
    loopUtilization,
    peakRssBytes: null,
  };
}

const COUNTERS: CountersReport = {
  requests: 3,
  byStatus: { 200: 3 },
  bodyBytes: 300,
  maxInFlight: 2,
  connections: 2,
  elapsedMs: 900,
  cpuUserMs: 7,
  cpuSystemMs: 2,
  loopUtilization: 0.05,
};

const LAUNCHED: LaunchResult = {
  spawnedAtMs: 5000,
  exitedAtMs: 6000,
  exitCode: 0,
  signal: null,
  timedOut: false,
  aborted: false,
  spawnError: null,
  report: `${JSON.stringify(REPORT)}\n`,
  stdoutTail: '',
  stderrTail: 'a word on stderr',
  leftovers: 0,
  cpu: { userMs: 110, systemMs: 30 },
  memory: {
    peakRssBytes: 5000,
    peakPssBytes: 4000,
    readings: 9,
    timeline: { atMs: [10], rssBytes: [5000], pssBytes: [4000] },
    processes: [{ pid: 1, highWaterBytes: 5000, rssBytes: [5000] }],
  },
  load: { stealShare: 0.01, foreignShare: 0.02, pressureShare: null },
  samplerCpuMs: 3,
  unavailable: { pressureShare: 'no PSI' },
};

/** The record of a trial that went well but for the parts given. */
export function recordOf(
  parts: {
    readonly launched?: Partial<LaunchResult>;
    readonly report?: Partial<TrialReport>;
    readonly counters?: Partial<CountersReport>;
    readonly kind?: 'model' | 'floor';
  } = {},
): TrialRecord {
  const report = `${JSON.stringify({ ...REPORT, ...parts.report })}\n`;
  const record = trialRecord({
    head: HEAD,
    scenario: scenario('single-threaded', parts.kind ?? 'model'),
    expected: EXPECTED,
    launched: { ...LAUNCHED, report, ...parts.launched },
    counters: { ...COUNTERS, ...parts.counters },
  });
  // Whatever happened, what is written can be read again.
  const run = runOf([scenario('single-threaded')], [record], {
    status: 'running',
    expected: EXPECTED,
  });
  assert.deepEqual(runFile.parse(JSON.parse(JSON.stringify(run))), run);
  return record;
}
