import type { ClaimAnswer } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import type { DrawnChart } from '../../drawing/chart.ts';
import { invocation } from '../../project.ts';
import { escapeHtml, htmlTable } from '../../text/html.ts';
import { figure, list, section, shell, tableSection } from '../../drawing/shell.ts';
import { answersTable, claimsHeadline, seenText, TITLE } from './answers.ts';
import { claimTitle, conditions } from './text.ts';

/** The same as claims.md, as one file for the browser. */
export function claimsPage(
  answers: readonly ClaimAnswer[],
  run: RunFile,
  charts: readonly DrawnChart[],
): string {
  return shell({
    title: TITLE,
    opening: [claimsHeadline(answers, run)],
    content: [
      tableSection(answersTable(answers)),
      ...answers.map((answer) => {
        const chart = charts.find(({ name }) => name === answer.claim.name);
        return section(claimTitle(answer), claimContent(answer, chart), answer.claim.name);
      }),
      section('Conditions', list(conditions(run))),
    ],
  });
}

function claimContent(answer: ClaimAnswer, chart: DrawnChart | undefined): string {
  const { claim, judgement } = answer;
  const facts = [
    ['The article', claim.says],
    ['The experiment', `${claim.experiment} (${invocation('claims', claim.name)})`],
    ['Seen', seenText(answer)],
  ] as const;
  return [
    ...facts.map(([what, text]) => `<p><strong>${what}:</strong> ${escapeHtml(text)}</p>`),
    ...(chart === undefined ? [] : [figure(chart)]),
    ...(judgement?.tables ?? []).map(
      (table) => `<h3>${escapeHtml(table.title)}</h3>\n${htmlTable(table)}`,
    ),
  ].join('\n');
}
