import { findings } from '../analysis/findings.ts';
import type { Summary } from '../analysis/summary.ts';
import { articleTable } from './article.ts';
import { conditionsSection } from './conditions.ts';
import { findingsTable, shortFindingsTable } from './findings.ts';
import { markdownTable } from './markdown.ts';
import { runTables } from './tables.ts';
import { terminalTable } from './terminal.ts';

/** What the terminal shows after a run. */
export function terminalReport(summary: Summary): string {
  const tables = [...runTables(summary).slice(0, 3), shortFindingsTable(findings(summary))];
  return [...statusLines(summary), ...tables.map(terminalTable)].join('\n\n');
}

/** The same in Markdown, with the proof of equal work and the article's table. */
export function markdownReport(summary: Summary): string {
  const [comparison, ...rest] = runTables(summary);
  const tables = [
    ...(comparison === undefined ? [] : [comparison]),
    findingsTable(findings(summary)),
    articleTable(summary),
    ...rest,
  ].map(markdownTable);
  const status = statusLines(summary).map((line) => `**${line}**`);
  return `${['# Which concurrency model?', ...status, ...tables, conditionsSection(summary.run, 'compare')].join('\n\n')}\n`;
}

function statusLines({ run }: Summary): readonly string[] {
  if (run.status === 'complete') return [];
  return [
    `This run is incomplete: ${run.trials.length} trials were done before it was interrupted.`,
  ];
}
