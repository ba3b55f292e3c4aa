import type { ClaimAnswer } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import type { DrawnChart } from '../../drawing/chart.ts';
import { invocation } from '../../project.ts';
import { escapeHtml, htmlTable } from '../../text/html.ts';
import { figure, list, section, shell } from '../../drawing/shell.ts';
import {
  claimsHeadline,
  evidenceText,
  findingText,
  intervalNotes,
  TITLE,
  verdictWord,
} from './answers.ts';
import { conditions, FOLDED } from './text.ts';

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
      contents(answers),
      ...answers.map((answer) => {
        const chart = charts.find(({ name }) => name === answer.claim.name);
        return claimSection(answer, chart);
      }),
      section('Conditions', list(conditions(run))),
    ],
  });
}

/** Every claim with its verdict. */
function contents(answers: readonly ClaimAnswer[]): string {
  const items = answers.map((answer) => {
    const { name, title } = answer.claim;
    return `<li><a href="#${escapeHtml(name)}">${escapeHtml(title)}</a> ${badge(answer)}</li>`;
  });
  const notes = intervalNotes(answers).map((note) => `<p class="note">${escapeHtml(note)}</p>`);
  return [
    `<nav aria-label="Claims"><ol class="verdicts">\n${items.join('\n')}\n</ol></nav>`,
    ...notes,
  ].join('\n');
}

function badge(answer: ClaimAnswer): string {
  const kind = answer.judgement?.verdict ?? 'not-measured';
  return `<span class="badge ${kind}">${verdictWord(answer)}</span>`;
}

/** Verdict, finding and chart; the rest opens with a click. */
function claimSection(answer: ClaimAnswer, chart: DrawnChart | undefined): string {
  const { name, number, title } = answer.claim;
  return [
    `<section id="${escapeHtml(name)}">`,
    `<h2>${number}. ${escapeHtml(title)} ${badge(answer)}</h2>`,
    `<p class="finding">${escapeHtml(findingText(answer))}</p>`,
    ...(chart === undefined ? [] : [figure(chart)]),
    `<details><summary>${FOLDED}</summary>\n${folded(answer)}\n</details>`,
    '</section>',
  ].join('\n');
}

function folded(answer: ClaimAnswer): string {
  const { claim, judgement } = answer;
  const evidence = evidenceText(answer);
  return [
    `<p><strong>The article:</strong> ${escapeHtml(claim.says)}</p>`,
    `<p><strong>The experiment:</strong> ${escapeHtml(claim.experiment)} <code>${escapeHtml(invocation('claims', claim.name))}</code></p>`,
    ...(evidence.length === 0 ? [] : [`<p><strong>The figures:</strong></p>`, list(evidence)]),
    ...(judgement?.tables ?? []).map(
      (table) => `<h3>${escapeHtml(table.title)}</h3>\n${htmlTable(table)}`,
    ),
  ].join('\n');
}
