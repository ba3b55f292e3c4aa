import assert from 'node:assert/strict';

import type { LaunchResult } from '../../harness/measure/messages.ts';
import { trialRecord } from '../../harness/engine/record.ts';
import type { EndLine, PassLine } from '../../harness/trial/protocol.ts';
import type { CountersReport } from '../../mock-server/client.ts';
import type { TrialRecord } from '../../results/format.ts';
import { parseRun } from '../../results/reading.ts';
import { DIGEST, runOf, scenario } from './run.ts';

const HEAD = {
  scenario: 'single-threaded',
  round: 2,
  phase: 'sample' as const,
  position: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
};
const EXPECTED = {
  itemMs: null,
  ...{ items: 2, digest: DIGEST },
  http: { requests: 3, bodyBytes: 300, maxInFlight: 2 },
};

/** What a trial says that went well. */
export const PASS: PassLine = {
  type: 'pass',
  first: 0,
  count: 2,
  startedAtMs: 5050,
  endedAtMs: 5940,
  proof: {
    unique: 2,
    surplus: 0,
    digest: DIGEST,
    failures: 0,
    failuresByKind: {},
    failureExamples: [],
  },
};
export const END: EndLine = {
  type: 'end',
  bootedAtMs: 5040,
  firstResultAtMs: 5200,
  lastResultAtMs: 5900,
  doneAtMs: 5950,
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
  faults: {},
  byStatus: { 200: 3 },
  bodyBytes: 300,
  maxInFlight: 2,
  connections: 2,
  elapsedMs: 900,
  cpuUserMs: 7,
  cpuSystemMs: 2,
  loopUtilization: 0.05,
};

/** What the launcher saw of it. */
export const LAUNCHED: LaunchResult = {
  spawnedAtMs: 5000,
  exitedAtMs: 6000,
  exitCode: 0,
  signal: null,
  timedOut: false,
  aborted: false,
  spawnError: null,
  report: linesOf(PASS, END),
  stdout: [],
  stderrTail: 'a word on stderr',
  oomKills: 0,
  leftovers: 0,
  cpu: { userMs: 110, systemMs: 30 },
  memory: {
    peakRssBytes: 5000,
    peakPssBytes: 4000,
    readings: 9,
    timeline: { atMs: [10], rssBytes: [5000], pssBytes: [4000] },
    processes: [{ pid: 1, highWaterBytes: 5000, rssBytes: [5000] }],
  },
  load: { stealShare: 0.01, foreignShare: 0.02, pressureShare: null, throttledShare: null },
  samplerCpuMs: 3,
  unavailable: { pressureShare: 'no PSI' },
};

/** The record of a trial that went well but for the parts given. */
export function recordOf(
  parts: {
    readonly launched?: Partial<LaunchResult>;
    readonly proof?: Partial<PassLine['proof']>;
    readonly end?: Partial<EndLine>;
    /** Null for work that does not use the mock server. */
    readonly counters?: Partial<CountersReport> | null;
  } = {},
): TrialRecord {
  const expected = parts.counters === null ? { ...EXPECTED, http: null } : EXPECTED;
  const asked = { ...scenario('single-threaded'), expected };
  const pass = { ...PASS, proof: { ...PASS.proof, ...parts.proof } };
  const report = linesOf(pass, { ...END, ...parts.end });
  const record = trialRecord({
    head: HEAD,
    scenario: asked,
    launched: { ...LAUNCHED, report, ...parts.launched },
    counters: parts.counters === null ? null : { ...COUNTERS, ...parts.counters },
  });
  // Whatever happened, what is written can be read again.
  const run = { ...runOf([asked], [record]), status: 'running' as const };
  assert.deepEqual(parseRun(JSON.stringify(run)), run);
  return record;
}

export function linesOf(...lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
