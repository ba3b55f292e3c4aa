import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { summarize, type Summary } from '../../harness/analysis/summary.ts';
import { reportFiles } from '../../harness/report/files.ts';
import { jsonReport } from '../../harness/report/json.ts';
import { pageReport } from '../../harness/report/page.ts';
import { markdownReport, terminalReport } from '../../harness/report/report.ts';
import { RunFileError } from '../../results/reading.ts';
import { salvageRun } from '../../results/salvage.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../support/run.ts';
import { damaged, readOrRefuse } from '../support/damage.ts';

/** A small run with all that a file can hold. */
const TEXT = JSON.stringify(
  runOf(
    [scenario('bare-work', 'floor'), scenario('single-threaded'), scenario('worker-threads')],
    [0, 1].flatMap((round) => [
      completedTrial('bare-work', round, { wallMs: 300 + round }),
      { ...completedTrial('single-threaded', round, {}), ...details() },
      round === 0 ? completedTrial('worker-threads', round, {}) : failedTrial('worker-threads', 1),
    ]),
    { rounds: 2, warmupRounds: 0 },
  ),
);

function details() {
  const loop = { role: 'main', id: 0, owner: 'process', pid: 7, peakRssBytes: 5e6 } as const;
  return {
    loops: [{ ...loop, cpuUserMs: 5, cpuSystemMs: 1, loopUtilization: 0.5 }],
    workers: [{ id: 0, readyMs: 50, endedMs: 900, items: 1000, bodyBytes: 14_000_000 }],
    latencies: [[500, 990], [510, 10]] as [number, number][],
    memory: {
      ...{ atMs: [10, 20], rssBytes: [4e6, 5e6], pssBytes: null },
      processes: [{ pid: 7, rssBytes: [4e6, 5e6] }],
    },
  };
}

function assertReports(summary: Summary): void {
  for (const text of [markdownReport(summary, []), jsonReport(summary)]) {
    assert.doesNotMatch(text, /\b(?:NaN|Infinity|undefined)\b|\[object/);
  }
}

describe('a damaged run file', () => {
  it('is a report or one clear line, 10,000 times', async () => {
    const summaries: Summary[] = [];
    const check = (text: string) => {
      const run = readOrRefuse(text, salvageRun, RunFileError)?.run ?? null;
      assert.ok(!('polluted' in {}));
      if (run === null) return;
      const summary = summarize(run);
      assertReports(summary);
      summaries.push(summary);
    };
    check(TEXT);
    fc.assert(fc.property(damaged(TEXT), check), { numRuns: 10_000, seed: 4 });
    // Damage of both kinds: what no reader could see, and more of what one must.
    assert.ok(summaries.length > 500 && summaries.length < 5000, `${summaries.length} reports`);
    // What takes long.
    for (const [index, summary] of summaries.entries()) {
      if (index % 10 === 0) {
        terminalReport(summary);
        pageReport(summary, []);
      }
      if (index % 100 === 0) await reportFiles(summary);
    }
  });
});
