import type { Summary } from '../analysis/summary.ts';
import type { DrawnChart } from '../drawing/chart.ts';
import { figure, list, section, shell, tableSection } from '../drawing/shell.ts';
import { conditions } from './conditions.ts';
import { failuresHtml } from './failures-section.ts';
import { launchesSection } from './launches-section.ts';
import { openingLines, reportTitle } from './report.ts';
import { reportTables } from './tables/tables.ts';
import { trialsSection } from './trials-section.ts';

/** The report as one file that needs nothing else, neither network nor JavaScript, to be read. */
export function pageReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const [first, ...others] = charts.map(figure);
  const sections = [
    ...failuresHtml(summary),
    ...reportTables(summary).map(tableSection),
    section('Charts', others.join('\n')),
    section('Every trial', `${trialsSection(summary)}${launchesSection(summary)}`),
    section('Conditions', list(conditions(summary.run))),
  ];
  return shell({
    title: reportTitle(summary.run),
    opening: openingLines(summary),
    content: [first ?? '', ...sections],
  });
}
