import type { RunFile } from '../../results/format.ts';
import { answer } from '../analysis/answer.ts';
import { runFindings } from '../analysis/run-findings.ts';
import type { Summary } from '../analysis/summary.ts';
import type { DrawnChart } from '../drawing/chart.ts';
import { pictureMarkdown } from '../drawing/picture.ts';
import { escapeText, markdownRows } from '../text/markdown.ts';
import type { Table } from '../text/table.ts';
import { conditionsSection } from './conditions.ts';
import { explanationsMarkdown } from './explanations.ts';
import { failuresMarkdown } from './failures-section.ts';
import { starterMarkdown } from './starter.ts';
import { reportTables } from './tables/tables.ts';

/** Below the folder of the report. */
export const CHARTS_FOLDER = 'charts';

/** What is written of a run in Markdown, with charts, the proof of equal work and, of its work, the article's table. */
export function markdownReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const sections = [
    `# ${escapeText(reportTitle(summary.run))}`,
    ...openingLines(summary).map((line) => `**${escapeText(line)}**`),
    ...failuresMarkdown(summary),
    ...reportTables(summary).flatMap((table) => tableSection(table, charts)),
    ...explanationsMarkdown(runFindings(summary)),
    conditionsSection(summary.run),
    ...starterMarkdown(summary),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Those that stand above a table. */
export function chartsOf(
  { charts: names = [] }: Table,
  charts: readonly DrawnChart[],
): readonly DrawnChart[] {
  return names.flatMap((name) => charts.find((chart) => chart.name === name) ?? []);
}

/** With the name of a user's work. */
export function reportTitle({ scenarios }: RunFile): string {
  const own = scenarios.find(({ file }) => file !== null)?.workload ?? null;
  return own === null ? 'Which concurrency model?' : `Which concurrency model for ${own}?`;
}

/** The answer of the run, before any figure. */
export function openingLines(summary: Summary): readonly string[] {
  const { recommendation, cost, confidence } = answer(summary);
  return [recommendation, cost, confidence];
}

function tableSection(table: Table, charts: readonly DrawnChart[]): readonly string[] {
  const pictures = chartsOf(table, charts).map((chart) => pictureMarkdown(chart, CHARTS_FOLDER));
  return [`## ${table.title}`, ...pictures, markdownRows(table)];
}
