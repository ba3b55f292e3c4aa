import type { RunFile } from '../../results/format.ts';
import { compareHeadline } from '../analysis/compare-headline.ts';
import type { Summary } from '../analysis/summary.ts';
import type { DrawnChart } from '../drawing/chart.ts';
import { pictureMarkdown } from '../drawing/picture.ts';
import { escapeText, markdownTable } from '../text/markdown.ts';
import type { Screen } from '../text/screen.ts';
import { terminalTable, terminalText } from '../text/terminal.ts';
import { conditionsSection } from './conditions.ts';
import { failuresMarkdown } from './failures-section.ts';
import { reportTables, terminalTables } from './tables/tables.ts';

/** Below the folder of the report. */
export const CHARTS_FOLDER = 'charts';

/** What the terminal shows after a run. */
export function terminalReport(summary: Summary, screen: Screen): string {
  const lines = openingLines(summary).map((line) => terminalText(line, screen));
  const tables = terminalTables(summary).map((table) => terminalTable(table, screen));
  return [...lines, ...tables].join('\n\n');
}

/** The same in Markdown, with the proof of equal work and, of its work, the article's table. */
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

/** What is said before any figure. */
export function openingLines(summary: Summary): readonly string[] {
  const { run, loss } = summary;
  if (run.status === 'complete') return [compareHeadline(summary)];
  if (loss !== null) return [`The file of this run is ${loss}.`, compareHeadline(summary)];
  const incomplete = `This run is incomplete: ${run.trials.length} trials were done before it was interrupted.`;
  return [incomplete, compareHeadline(summary)];
}
