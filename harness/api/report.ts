import type { RunFile } from '../../results/format.ts';
import { type Summary, summarize } from '../analysis/summary.ts';
import { drawCharts } from '../drawing/draw.ts';
import { HarnessError } from '../errors.ts';
import { runCharts } from '../report/charts/charts.ts';
import { jsonReport } from '../report/json.ts';
import { pageReport } from '../report/page.ts';
import { markdownReport } from '../report/report.ts';
import { terminalReport } from '../report/terminal-report.ts';
import { readSavedRun } from '../report/saved-run.ts';
import { PIPE } from '../text/screen.ts';

/** `html` is one file with its charts in it; the others have none. */
export type ReportFormat = 'text' | 'markdown' | 'html' | 'json';

type Render = (summary: Summary) => string | Promise<string>;

const RENDERERS: Readonly<Record<ReportFormat, Render>> = {
  text: (summary) => terminalReport(summary, { screen: PIPE, verbose: true, page: null }),
  markdown: (summary) => markdownReport(summary, []),
  html: async (summary) => pageReport(summary, await drawCharts(runCharts(summary))),
  json: jsonReport,
};

export async function report(source: RunFile | string, format: ReportFormat): Promise<string> {
  const { run, loss } =
    typeof source === 'string' ? readSavedRun(source) : { run: source, loss: null };
  if (run.schedule.command === 'claims') {
    const message = 'this run tests claims: the command `report` gives its answers';
    throw new HarnessError('not-a-run-file', message);
  }
  return RENDERERS[format](summarize(run, loss));
}
