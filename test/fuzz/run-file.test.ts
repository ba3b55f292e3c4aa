import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import { summarize, type Summary } from '../../harness/analysis/summary.ts';
import { allClaims } from '../../harness/catalog.ts';
import { judgeClaims } from '../../harness/claims/judging.ts';
import { claimsFiles } from '../../harness/claims/report/files.ts';
import { jsonClaims } from '../../harness/claims/report/json.ts';
import { markdownClaims, terminalClaims } from '../../harness/claims/report/text.ts';
import { reportFiles } from '../../harness/report/files.ts';
import { jsonReport } from '../../harness/report/json.ts';
import { csvReport } from '../../harness/report/csv.ts';
import { markdownReport } from '../../harness/report/report.ts';
import { terminalMarkdown, terminalReport } from '../../harness/report/terminal-report.ts';
import { PIPE } from '../../harness/text/screen.ts';
import { parseRun } from '../../results/reading.ts';
import { damaged, readOrRefuse } from '../support/damage.ts';
import { assertPrintable, fuzz } from '../support/fuzz.ts';
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
    latencies: [
      [500, 990],
      [510, 10],
    ] as [number, number][],
    memory: {
      ...{ atMs: [10, 20], rssBytes: [4e6, 5e6], pssBytes: null },
      processes: [{ pid: 7, rssBytes: [4e6, 5e6] }],
    },
  };
}

/** The first round of all claims, as version 1 held it. */
function oldClaims(): object {
  const url = new URL('../results/upgrade/claims-1.json', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as object;
}

/** The first round of all claims, without launches. */
function measuredClaims(): object {
  const url = new URL('../../results/reference/claims.json', import.meta.url);
  const run = parseRun(readFileSync(url, 'utf8'));
  const trials = run.trials.filter(({ round }) => round === 0);
  return { ...run, status: 'incomplete', trials, launches: [], capacities: [] };
}

/** Every version there is, and how many cases of it a test run tries. */
const FILES: Readonly<Record<string, readonly [file: object, few: number]>> = {
  'a run file': [RUN, 200],
  'a run file of version 2': [asVersion2(RUN), 60],
  'a run file of version 1': [asVersion1(RUN), 60],
  'a file of claims': [measuredClaims(), 8],
  'a file of claims of version 1': [oldClaims(), 20],
};

const CLAIMS = await allClaims();

/** What is read of a run at once. */
function assertReports(summary: Summary): void {
  const { run } = summary;
  const answers = judgeClaims(run, CLAIMS);
  assertTexts([
    ...[markdownReport(summary, []), jsonReport(summary), csvReport([summary])],
    ...[markdownClaims(answers, run, []), jsonClaims(answers, run)],
  ]);
}

/** What takes long: pages, pictures, and tables fitted to a screen. */
async function assertWholeReports(summary: Summary): Promise<void> {
  const { run } = summary;
  const answers = judgeClaims(run, CLAIMS);
  const screens = [terminalReport(summary, VERBOSE), terminalClaims(answers, run, PIPE)];
  assertTexts([...screens, terminalMarkdown([summary])]);
  for (const text of screens) assertPrintable(text);
  const files = [...(await reportFiles(summary)), ...(await claimsFiles(answers, run))];
  for (const { text } of files) assert.doesNotMatch(text, MARKUP);
}

/** Injected by the strings of damage.ts. */
const MARKUP = /<script>alert|<img src=x/;

function assertTexts(texts: readonly string[]): void {
  for (const text of texts) {
    assert.doesNotMatch(text, /\b(?:NaN|Infinity|undefined)\b|\[object/);
  }
}

describe('when damaged, it is a report or one clear line', () => {
  for (const [what, [file, few]] of Object.entries(FILES)) {
    it(what, async (context) => {
      const text = JSON.stringify(file);
      let readable = 0;
      const outcomes = await fuzz(context, few, damaged(text), async (given) => {
        const run = readOrRefuse(given);
        assert.ok(!('polluted' in {}));
        if (run === null) return 'not-a-run-file';
        const summary = summarize(run);
        assertReports(summary);
        if (readable++ % 20 === 0) await assertWholeReports(summary);
        return null;
      });
      // Damage of both kinds: what no reader could see, and more of what one must.
      const share = readable / (readable + (outcomes.get('not-a-run-file') ?? 0));
      assert.ok(share > 0.05 && share < 0.8, `${readable} reports`);
    });
  }
});
