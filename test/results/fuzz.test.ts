import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import fc from 'fast-check';

import { summarize, type Summary } from '../../harness/analysis/summary.ts';
import { allClaims } from '../../harness/catalog.ts';
import { judgeClaims } from '../../harness/claims/judging.ts';
import { claimsFiles } from '../../harness/claims/report/files.ts';
import { jsonClaims } from '../../harness/claims/report/json.ts';
import { claimsPage } from '../../harness/claims/report/page.ts';
import { markdownClaims, terminalClaims } from '../../harness/claims/report/text.ts';
import { reportFiles } from '../../harness/report/files.ts';
import { jsonReport } from '../../harness/report/json.ts';
import { pageReport } from '../../harness/report/page.ts';
import { markdownReport } from '../../harness/report/report.ts';
import { terminalReport } from '../../harness/report/terminal-report.ts';
import { PIPE } from '../../harness/text/screen.ts';
import { damaged, readOrRefuse } from '../support/damage.ts';
import { capacityOf, failedLaunch, launchOf } from '../support/live-run.ts';
import { asVersion1, asVersion2 } from '../support/old-runs.ts';
import { completedTrial, failedTrial, runOf, scenario } from '../support/run.ts';
import { VERBOSE } from '../support/shown.ts';

/** A small run with all that a file can hold. */
const RUN = runOf(
  [scenario('bare-work', 'floor'), scenario('single-threaded'), scenario('worker-threads')],
  [0, 1].flatMap((round) => [
    completedTrial('bare-work', round, { wallMs: 300 + round }),
    { ...completedTrial('single-threaded', round, {}), ...details() },
    round === 0 ? completedTrial('worker-threads', round, {}) : failedTrial('worker-threads', 1),
  ]),
  {
    ...{ rounds: 2, warmupRounds: 0 },
    launches: [
      launchOf(-1, { 'bare-work': [1, 1], 'single-threaded': [2, 2] }, 1),
      launchOf(0, { 'bare-work': [1, 1], 'single-threaded': [2, 2] }, 1),
      failedLaunch(1, 'worker-threads'),
    ],
    capacities: [capacityOf(0, 2, 1.5)],
  },
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

/** The first round of all claims, as it was measured. */
function measuredClaims(): object {
  const url = new URL('../../results/reference/claims.json', import.meta.url);
  const file = JSON.parse(readFileSync(url, 'utf8')) as {
    readonly observations: readonly { readonly round: number }[];
  };
  const observations = file.observations.filter(({ round }) => round === 0);
  return { ...file, status: 'incomplete', observations };
}

/** Every version there is, and how often it is damaged. */
const FILES: Readonly<Record<string, readonly [file: object, times: number]>> = {
  'a run file': [RUN, 5000],
  'a run file of version 2': [asVersion2(RUN), 2500],
  'a run file of version 1': [asVersion1(RUN), 1900],
  'a file of claims': [measuredClaims(), 600],
};

const CLAIMS = await allClaims();

function assertReports(summary: Summary): void {
  const { run } = summary;
  const answers = judgeClaims(run, CLAIMS);
  const texts = [
    ...[markdownReport(summary, []), jsonReport(summary)],
    ...[markdownClaims(answers, run, []), jsonClaims(answers, run)],
  ];
  for (const text of texts) assert.doesNotMatch(text, /\b(?:NaN|Infinity|undefined)\b|\[object/);
}

describe('when damaged, it is a report or one clear line', () => {
  for (const [what, [file, times]] of Object.entries(FILES)) {
    it(`${what}, ${times} times`, async () => {
      const text = JSON.stringify(file);
      const summaries: Summary[] = [];
      const check = (given: string) => {
        const run = readOrRefuse(given);
        assert.ok(!('polluted' in {}));
        if (run === null) return;
        const summary = summarize(run);
        assertReports(summary);
        summaries.push(summary);
      };
      check(text);
      fc.assert(fc.property(damaged(text), check), { numRuns: times, seed: 4 });
      // Damage of both kinds: what no reader could see, and more of what one must.
      const share = summaries.length / times;
      assert.ok(share > 0.05 && share < 0.8, `${summaries.length} reports`);
      // What takes long.
      for (const [index, summary] of summaries.entries()) {
        if (index % 10 !== 0) continue;
        const { run } = summary;
        const answers = judgeClaims(run, CLAIMS);
        terminalReport(summary, VERBOSE);
        pageReport(summary, []);
        terminalClaims(answers, run, PIPE);
        claimsPage(answers, run, []);
        if (index % 100 !== 0) continue;
        await reportFiles(summary);
        await claimsFiles(answers, run);
      }
    });
  }
});
