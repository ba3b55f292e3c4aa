import { answer } from '../analysis/answer.ts';
import { atHome } from '../analysis/home.ts';
import type { Summary } from '../analysis/summary.ts';
import { escapeText, markdownTable } from '../text/markdown.ts';
import type { Screen } from '../text/screen.ts';
import { terminalTable, terminalText } from '../text/terminal.ts';
import { terminalFinding } from './finding-text.ts';
import { reportTitle } from './report.ts';
import { budgetTables, terminalTables } from './tables/tables.ts';
import { ALL_COSTS, type CostDetail, costsTable } from './tables/costs.ts';
import { runtimeMatrices, runtimeTables } from './tables/runtimes.ts';
import { warnings } from './warnings.ts';

/** The table leaves room for the answer on a small screen. */
const MOST_LINES = 20;

/** From all that the table can show to what every screen has room for. */
const DETAILS: readonly CostDetail[] = [
  ALL_COSTS,
  { below: 'comparison', costs: Infinity },
  { below: 'nothing', costs: Infinity },
  { below: 'comparison', costs: 3 },
  { below: 'nothing', costs: 3 },
];

/** How a run is shown in a terminal. */
export interface Shown {
  readonly screen: Screen;
  /** Whether every table comes first. */
  readonly verbose: boolean;
  /** Path of the report's page; null where none was written. */
  readonly page: string | null;
}

/**
 * What the terminal shows after a run: one table, what changes how it is to be read, and last the
 * answer.
 */
export function terminalReport(summary: Summary, { screen, verbose, page }: Shown): string {
  const { recommendation, cost, confidence } = answer(summary);
  const lines = warnings(summary).map(({ text, severity }) =>
    terminalFinding(text, severity, screen),
  );
  const last = page === null ? confidence : `${confidence} Report: ${page}`;
  const tables = verbose ? terminalTables(summary) : [];
  return [
    ...tables.map((table) => terminalTable(table, screen)),
    ...runtimeMatrices(summary).map((table) => terminalTable(table, screen)),
    shortTable(atHome(summary), screen),
    ...budgetTables(summary).map((table) => terminalTable(table, screen)),
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    [
      terminalText(recommendation, screen, 'bold'),
      terminalText(cost, screen),
      terminalText(last, screen),
    ].join('\n'),
  ].join('\n\n');
}

/** The same table and answers of several runs in Markdown. */
export function terminalMarkdown(summaries: readonly Summary[]): string {
  const sections = summaries.flatMap((summary) => {
    const { recommendation, cost, confidence } = answer(summary);
    const list = warnings(summary).map(({ text }) => `- ${escapeText(text)}`);
    return [
      `# ${escapeText(reportTitle(summary.run))}`,
      ...[costsTable(atHome(summary)), ...runtimeTables(summary), ...budgetTables(summary)].map(
        (table) => markdownTable(table),
      ),
      ...(list.length === 0 ? [] : [list.join('\n')]),
      `**${escapeText(recommendation)}**`,
      ...[cost, confidence].map(escapeText),
    ];
  });
  return `${sections.join('\n\n')}\n`;
}

/** The first that has as few lines as that, or the smallest. */
function shortTable(summary: Summary, screen: Screen): string {
  const tables = DETAILS.map((detail) => terminalTable(costsTable(summary, detail), screen));
  return tables.find((table) => table.split('\n').length <= MOST_LINES) ?? tables.at(-1) ?? '';
}
