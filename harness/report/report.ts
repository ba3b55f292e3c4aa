import type { RunFile } from '../../results/format.ts';
import { answer } from '../analysis/answer.ts';
import type { Summary } from '../analysis/summary.ts';
import type { DrawnChart } from '../drawing/chart.ts';
import { pictureMarkdown } from '../drawing/picture.ts';
import { escapeText, markdownTable } from '../text/markdown.ts';
import { conditionsSection } from './conditions.ts';
import { failuresMarkdown } from './failures-section.ts';
import { reportTables } from './tables/tables.ts';

/** Below the folder of the report. */
export const CHARTS_FOLDER = 'charts';

/** What is written of a run in Markdown, with the proof of equal work and, of its work, the article's table. */
export function markdownReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const [first, ...others] = charts.map((chart) => pictureMarkdown(chart, CHARTS_FOLDER));
  const sections = [
    `# ${escapeText(reportTitle(summary.run))}`,
    ...openingLines(summary).map((line) => `**${escapeText(line)}**`),
    ...(first === undefined ? [] : [first]),
    ...failuresMarkdown(summary),
    ...reportTables(summary).map((table) => markdownTable(table)),
    ...(others.length === 0 ? [] : ['## Charts', ...others]),
    conditionsSection(summary.run),
  ];
  return `${sections.join('\n\n')}\n`;
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
