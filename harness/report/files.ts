import type { Summary } from '../analysis/summary.ts';
import type { ReportFile } from '../command.ts';
import { drawCharts } from '../drawing/draw.ts';
import { pictureFiles } from '../drawing/picture.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import { runCharts } from './charts/charts.ts';
import { pageReport } from './page.ts';
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

/** Writes each as a whole and returns their paths. */
export async function writeFiles(
  files: readonly ReportFile[],
  output: OutputFolder,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { path, text } of files) paths.push(await output.write(path, text));
  return paths;
}
