import type { Summary } from '../analysis/summary.ts';
import { drawCharts } from './charts/charts.ts';
import { pageReport } from './page/page.ts';
import { pictureFiles } from './picture.ts';
import { markdownReport } from './report.ts';

export interface ReportFile {
  /** Below the folder of the report. */
  readonly path: string;
  readonly text: string;
}

/** Every file of a report; the same run gives the same bytes. */
export async function reportFiles(summary: Summary): Promise<readonly ReportFile[]> {
  const charts = await drawCharts(summary);
  return [
    ...charts.flatMap(pictureFiles),
    { path: 'report.md', text: markdownReport(summary, charts) },
    { path: 'report.html', text: pageReport(summary, charts) },
  ];
}
