import type { ClaimAnswer } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import { resumptionsText } from '../../analysis/findings/resumed.ts';
import type { DrawnChart } from '../../drawing/chart.ts';
import { invocation } from '../../project.ts';
import { escapeText, markdownTable } from '../../text/markdown.ts';
import { limitsText, machineFacts } from '../../report/conditions.ts';
import { pictureMarkdown } from '../../drawing/picture.ts';
import type { Screen } from '../../text/screen.ts';
import { terminalTable, terminalText } from '../../text/terminal.ts';
import {
  answersTable,
  claimsHeadline,
  evidenceText,
  findingText,
  TITLE,
  verdictWord,
} from './answers.ts';

/** Below the folder of the report; runs of compare have another. */
export const CLAIMS_CHARTS_FOLDER = 'claims-charts';

/** What opens with a click. */
export const FOLDED = 'Figures, experiment and what the article says';

/** What the terminal shows: every answer, and of a claim asked for alone its figures too. */
export function terminalClaims(
  answers: readonly ClaimAnswer[],
  run: RunFile,
  screen: Screen,
): string {
  const [only, ...others] = answers;
  const alone = others.length === 0 ? only : undefined;
  const tables = [answersTable(answers), ...(alone?.judgement?.tables ?? [])];
  const evidence = alone === undefined ? [] : evidenceText(alone);
  const [all = '', ...details] = tables.map((table) => terminalTable(table, screen));
  return [
    terminalText(claimsHeadline(answers, run), screen, 'bold'),
    all,
    ...evidence.map((line) => terminalText(line, screen)),
    ...details,
  ].join('\n\n');
}

/** claims.md: all answers, then each claim with its experiment, figures and chart. */
export function markdownClaims(
  answers: readonly ClaimAnswer[],
  run: RunFile,
  charts: readonly DrawnChart[],
): string {
  const sections = [
    `# ${TITLE}`,
    `**${escapeText(claimsHeadline(answers, run))}**`,
    markdownTable(answersTable(answers)),
    ...answers.map((answer) =>
      claimSection(
        answer,
        charts.find(({ name }) => name === answer.claim.name),
      ),
    ),
    ['## Conditions', '', ...conditions(run).map((fact) => `- ${escapeText(fact)}`)].join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Under which conditions the claims were tested, and how to test them again. */
export function conditions(run: RunFile): readonly string[] {
  const { schedule, startedAt } = run;
  const [limits = ''] = run.scenarios.map(limitsText);
  const resumed = resumptionsText(run);
  return [
    ...(limits === '' ? [] : [`Limits of a trial: ${limits}`]),
    ...run.environments.flatMap(machineFacts),
    `Run: ${schedule.scale}, seed ${schedule.seed}; started ${startedAt}`,
    ...(resumed === '' ? [] : [`Interrupted and resumed: ${resumed}`]),
    `Again: ${invocation('claims', ...schedule.arguments)}`,
  ];
}

function claimSection(answer: ClaimAnswer, chart: DrawnChart | undefined): string {
  const { claim, judgement } = answer;
  const evidence = evidenceText(answer).map((line) => `- ${escapeText(line)}`);
  return [
    `## ${claim.number}. ${escapeText(claim.title)}: ${verdictWord(answer)}`,
    escapeText(findingText(answer)),
    ...(chart === undefined ? [] : [pictureMarkdown(chart, CLAIMS_CHARTS_FOLDER)]),
    `<details><summary>${FOLDED}</summary>`,
    `**The article:** ${escapeText(claim.says)}`,
    `**The experiment:** ${escapeText(claim.experiment)} \`${invocation('claims', claim.name)}\``,
    ...(evidence.length === 0 ? [] : ['**The figures:**', evidence.join('\n')]),
    ...(judgement?.tables ?? []).map((table) => markdownTable(table, 3)),
    '</details>',
  ].join('\n\n');
}
