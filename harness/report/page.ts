import { runFindings } from '../analysis/run-findings.ts';
import type { Summary } from '../analysis/summary.ts';
import type { DrawnChart } from '../drawing/chart.ts';
import { figure, list, type Part, partsWithContents, shell } from '../drawing/shell.ts';
import { htmlTable } from '../text/html.ts';
import type { Table } from '../text/table.ts';
import { conditions } from './conditions.ts';
import { explanationsParts } from './explanations.ts';
import { failuresParts } from './failures-section.ts';
import { launchesSection } from './launches-section.ts';
import { chartsOf, openingLines, reportTitle } from './report.ts';
import { starterParts } from './starter.ts';
import { reportTables } from './tables/tables.ts';
import { trialsSection } from './trials-section.ts';

/** The report as one file that needs nothing else, neither network nor JavaScript, to be read. */
export function pageReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const trials = `${trialsSection(summary)}${launchesSection(summary)}`;
  const parts: readonly Part[] = [
    ...failuresParts(summary),
    ...reportTables(summary).map((table) => tablePart(table, charts)),
    ...explanationsParts(runFindings(summary)),
    { title: 'Every trial', content: trials },
    { title: 'Conditions', content: list(conditions(summary.run)) },
    ...starterParts(summary),
  ];
  return shell({
    title: reportTitle(summary.run),
    opening: openingLines(summary),
    content: partsWithContents(parts),
  });
}

function tablePart(table: Table, charts: readonly DrawnChart[]): Part {
  const pictures = chartsOf(table, charts).map(figure);
  return { title: table.title, content: [...pictures, htmlTable(table)].join('\n') };
}
