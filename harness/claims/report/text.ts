import type { ClaimAnswer } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import type { DrawnChart } from '../../drawing/chart.ts';
import { invocation } from '../../project.ts';
import { escapeText, markdownTable } from '../../text/markdown.ts';
import { machineFacts } from '../../report/conditions.ts';
import { pictureMarkdown } from '../../drawing/picture.ts';
import type { Screen } from '../../text/screen.ts';
import { terminalTable, terminalText } from '../../text/terminal.ts';
import { answersTable, claimsHeadline, seenText, TITLE, verdictWord } from './answers.ts';

/** Below the folder of the report; runs of compare have another. */
export const CLAIMS_CHARTS_FOLDER = 'claims-charts';

/** What the terminal shows: every answer, and of a claim asked for alone its tables too. */
export function terminalClaims(
  answers: readonly ClaimAnswer[],
  run: RunFile,
  screen: Screen,
): string {
  const [only, ...others] = answers;
  const details = others.length === 0 ? (only?.judgement?.tables ?? []) : [];
  const tables = [answersTable(answers), ...details].map((table) => terminalTable(table, screen));
  return [terminalText(claimsHeadline(answers, run), screen, 'bold'), ...tables].join('\n\n');
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
  return [
    ...run.environments.flatMap(machineFacts),
    `Run: ${schedule.scale}, seed ${schedule.seed}; started ${startedAt}`,
    `Again: ${invocation('claims', ...schedule.arguments)}`,
  ];
}

/** Title of a claim's own part. */
export function claimTitle(answer: ClaimAnswer): string {
  return `${answer.claim.number}. ${answer.claim.title}: ${verdictWord(answer)}`;
}

function claimSection(answer: ClaimAnswer, chart: DrawnChart | undefined): string {
  const { claim, judgement } = answer;
  return [
    `## ${escapeText(claimTitle(answer))}`,
    `**The article:** ${escapeText(claim.says)}`,
    `**The experiment:** ${escapeText(claim.experiment)} \`${invocation('claims', claim.name)}\``,
    `**Seen:** ${escapeText(seenText(answer))}`,
    ...(chart === undefined ? [] : [pictureMarkdown(chart, CLAIMS_CHARTS_FOLDER)]),
    ...(judgement?.tables ?? []).map((table) => markdownTable(table, 3)),
  ].join('\n\n');
}
