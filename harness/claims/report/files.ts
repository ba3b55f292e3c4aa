import { allClaims } from '../../catalog.ts';
import { type ClaimAnswer, judgeClaims } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import { drawCharts } from '../../drawing/draw.ts';
import type { ReportFile, RenderRun } from '../../command.ts';
import { pictureFiles } from '../../drawing/picture.ts';
import { claimChart } from './chart.ts';
import { claimsPage } from './page.ts';
import { CLAIMS_CHARTS_FOLDER, markdownClaims } from './text.ts';

/** By the judgements of this version, which may be others than when it was measured. */
export const renderClaims: RenderRun = async (run) =>
  claimsFiles(judgeClaims(run, await allClaims()), run);

/** Every file that answers the claims; the same measurements give the same bytes. */
export async function claimsFiles(
  answers: readonly ClaimAnswer[],
  run: RunFile,
): Promise<readonly ReportFile[]> {
  const charts = await drawCharts(answers.flatMap((answer) => claimChart(answer) ?? []));
  return [
    ...charts.flatMap((chart) => pictureFiles(chart, CLAIMS_CHARTS_FOLDER)),
    { path: 'claims.md', text: markdownClaims(answers, run, charts) },
    { path: 'claims.html', text: claimsPage(answers, run, charts) },
  ];
}
