import { findings } from '../analysis/findings.ts';
import type { Summary } from '../analysis/summary.ts';
import type { RunFile } from '../../results/format.ts';
import type { DrawnChart } from './charts/chart.ts';
import { articleTable } from './article.ts';
import { conditionsSection } from './conditions.ts';
import { findingsTable, shortFindingsTable } from './findings.ts';
import { markdownTable } from './markdown.ts';
import { pictureMarkdown } from './picture.ts';
import type { Table } from './table.ts';
import { runTables } from './tables.ts';
import { terminalTable } from './terminal.ts';

/** What the terminal shows after a run. */
export function terminalReport(summary: Summary): string {
  const tables = [...runTables(summary).slice(0, 3), shortFindingsTable(findings(summary))];
  return [...statusLines(summary), ...tables.map(terminalTable)].join('\n\n');
}

/** The same in Markdown, with the proof of equal work and the article's table. */
export function markdownReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const [first, ...others] = charts.map((chart) => pictureMarkdown(chart, '.'));
  const sections = [
    '# Which concurrency model?',
    ...statusLines(summary).map((line) => `**${line}**`),
    ...(first === undefined ? [] : [first]),
    ...reportTables(summary).map(markdownTable),
    ...(others.length === 0 ? [] : ['## Charts', ...others]),
    conditionsSection(summary.run, commandOf(summary.run)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Every table of the written reports, in the order they are read. */
export function reportTables(summary: Summary): readonly Table[] {
  const [comparison, ...rest] = runTables(summary);
  return [
    ...(comparison === undefined ? [] : [comparison]),
    findingsTable(findings(summary)),
    articleTable(summary),
    ...rest,
  ];
}

export function statusLines({ run }: Summary): readonly string[] {
  if (run.status === 'complete') return [];
  return [
    `This run is incomplete: ${run.trials.length} trials were done before it was interrupted.`,
  ];
}

/** What made the run, and so makes it again. */
export function commandOf({ comparison }: RunFile): 'compare' | 'check' {
  return comparison === null ? 'compare' : 'check';
}
