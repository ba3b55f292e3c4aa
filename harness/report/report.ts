import { compareHeadline } from '../analysis/compare-headline.ts';
import { runFindings } from '../analysis/run-findings.ts';
import type { Summary } from '../analysis/summary.ts';
import type { DrawnChart } from '../drawing/chart.ts';
import { articleTable } from './article-table.ts';
import { conditionsSection } from './conditions.ts';
import { decisionTable } from './decision-table.ts';
import { findingsTable, shortFindingsTable } from './findings-table.ts';
import { escapeText, markdownTable } from '../text/markdown.ts';
import { pictureMarkdown } from '../drawing/picture.ts';
import { rankTable } from './rank-table.ts';
import type { Table } from '../text/table.ts';
import { runTables } from './tables.ts';
import { terminalTable, wrapped } from '../text/terminal.ts';
import { variantTables } from './variant-tables.ts';

/** Below the folder of the report. */
export const CHARTS_FOLDER = 'charts';

/** What the terminal shows after a run. */
export function terminalReport(summary: Summary): string {
  const [comparison, phases, latency] = runTables(summary);
  const tables = [
    ...[comparison, ...variantTables(summary), rankTable(summary), decisionTable(summary)],
    ...[phases, latency],
    shortFindingsTable(runFindings(summary)),
  ].filter((table) => table !== undefined);
  const lines = openingLines(summary).map((line) => wrapped(line).join('\n'));
  return [...lines, ...tables.map(terminalTable)].join('\n\n');
}

/** The same in Markdown, with the proof of equal work and the article's table. */
export function markdownReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const [first, ...others] = charts.map((chart) => pictureMarkdown(chart, CHARTS_FOLDER));
  const sections = [
    '# Which concurrency model?',
    ...openingLines(summary).map((line) => `**${escapeText(line)}**`),
    ...(first === undefined ? [] : [first]),
    ...reportTables(summary).map((table) => markdownTable(table)),
    ...(others.length === 0 ? [] : ['## Charts', ...others]),
    conditionsSection(summary.run),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Every table of the written reports, in the order they are read. */
export function reportTables(summary: Summary): readonly Table[] {
  const [comparison, ...details] = runTables(summary);
  return [
    ...(comparison === undefined ? [] : [comparison]),
    ...variantTables(summary),
    rankTable(summary),
    decisionTable(summary),
    findingsTable(runFindings(summary)),
    articleTable(summary),
    ...details,
  ];
}

/** What is said before any figure. */
export function openingLines(summary: Summary): readonly string[] {
  const { run, loss } = summary;
  if (run.status === 'complete') return [compareHeadline(summary)];
  if (loss !== null) return [`The file of this run is ${loss}.`, compareHeadline(summary)];
  const incomplete = `This run is incomplete: ${run.trials.length} trials were done before it was interrupted.`;
  return [incomplete, compareHeadline(summary)];
}
