import type { Summary } from '../analysis/summary.ts';
import type { ReportFile } from '../command.ts';
import { runCharts } from './charts/charts.ts';
import { drawCharts } from '../drawing/draw.ts';
import { pageReport } from './page.ts';
import { pictureFiles } from '../drawing/picture.ts';
import { CHARTS_FOLDER, markdownReport } from './report.ts';

/** Every file of a report; the same run gives the same bytes. */
export async function reportFiles(summary: Summary): Promise<readonly ReportFile[]> {
  const charts = await drawCharts(runCharts(summary));
  return [
    ...charts.flatMap((chart) => pictureFiles(chart, CHARTS_FOLDER)),
    { path: 'report.md', text: markdownReport(summary, charts) },
    { path: 'report.html', text: pageReport(summary, charts) },
  ];
}
