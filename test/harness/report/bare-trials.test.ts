import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { summarize } from '../../../harness/analysis/summary.ts';
import { reportFiles } from '../../../harness/report/files.ts';
import { jsonReport } from '../../../harness/report/json.ts';
import { terminalReport } from '../../../harness/report/terminal-report.ts';
import { PIPE } from '../../../harness/text/screen.ts';
import type { CompletedTrial, RunFile } from '../../../results/format.ts';
import { wholeRun } from '../../support/whole-run.ts';

/** What run files of any age, or models of a user's own, may leave empty in a trial that has figures. */
const EMPTY: Readonly<Record<string, Partial<CompletedTrial>>> = {
  latencies: { latencies: [] },
  loops: { loops: [] },
  workers: { workers: [] },
  memory: { memory: null },
  all: { latencies: [], loops: [], workers: [], passes: [], memory: null },
};

function withTrials(parts: Partial<CompletedTrial>): RunFile {
  const run = wholeRun();
  const trials = run.trials.map((trial) =>
    trial.status === 'completed' ? { ...trial, ...parts } : trial,
  );
  return { ...run, trials };
}

describe('a report of completed trials without', () => {
  for (const [what, parts] of Object.entries(EMPTY)) {
    it(`${what} shows no number that is none`, async () => {
      const summary = summarize(withTrials(parts));
      const files = await reportFiles(summary);
      const shown = [
        ...files.map(({ text }) => text),
        terminalReport(summary, { screen: PIPE, verbose: true, page: null }),
        jsonReport(summary),
      ];
      for (const text of shown) assert.doesNotMatch(text, /-?\bInfinity\b|\bNaN\b/);
    });
  }
});
