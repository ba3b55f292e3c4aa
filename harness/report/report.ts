import type { Summary } from '../analysis/summary.ts';
import { articleTable } from './article.ts';
import { conditionsSection } from './conditions.ts';
import { markdownTable } from './markdown.ts';
import { runTables } from './tables.ts';
import { terminalTable } from './terminal.ts';

/** What the terminal shows after a run. */
export function terminalReport(summary: Summary): string {
  return [...statusLines(summary), ...runTables(summary).slice(0, 3).map(terminalTable)].join(
    '\n\n',
  );
}

/** The same in Markdown, with the proof of equal work and the article's table. */
export function markdownReport(summary: Summary): string {
  const tables = [...runTables(summary), articleTable(summary)].map(markdownTable);
  const status = statusLines(summary).map((line) => `**${line}**`);
  return `${['# Which concurrency model?', ...status, ...tables, conditionsSection(summary.run, 'compare')].join('\n\n')}\n`;
}

function statusLines({ run }: Summary): readonly string[] {
  if (run.status === 'complete') return [];
  return [
    `This run is incomplete: ${run.trials.length} trials were done before it was interrupted.`,
  ];
}
