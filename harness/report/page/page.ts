import type { Summary } from '../../analysis/summary.ts';
import type { DrawnChart } from '../charts/chart.ts';
import { conditions } from '../conditions.ts';
import { escapeHtml, htmlTable } from '../html.ts';
import { commandOf, openingLines, reportTables } from '../report.ts';
import type { Table } from '../table.ts';
import { readAssets } from './assets.ts';
import { trialsSection } from './trials.ts';

const TITLE = 'Which concurrency model?';

/** The report as one file that needs nothing else, neither network nor JavaScript, to be read. */
export function pageReport(summary: Summary, charts: readonly DrawnChart[]): string {
  const [comparison, ...tables] = reportTables(summary);
  const [first, ...others] = charts.map(figure);
  const sections = [
    ...(comparison === undefined ? [] : [tableSection(comparison)]),
    ...tables.map(tableSection),
    section('Charts', others.join('\n')),
    section('Every trial', trialsSection(summary)),
    section('Conditions', list(conditions(summary.run, commandOf(summary.run)))),
  ];
  const { css, script, contentSecurityPolicy } = readAssets();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${TITLE}</title>
<style>${css}</style>
</head>
<body>
<header>
<h1>${TITLE}</h1>
${openingLines(summary)
  .map((line) => `<p class="status">${escapeHtml(line)}</p>`)
  .join('\n')}
</header>
<main>
${[first ?? '', ...sections].join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`;
}

function tableSection(table: Table): string {
  return section(table.title, htmlTable(table));
}

function section(title: string, content: string): string {
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n${content}\n</section>`;
}

/** Vega escapes what it draws. */
function figure({ svg }: DrawnChart): string {
  return `<figure class="chart">\n${svg}</figure>`;
}

function list(lines: readonly string[]): string {
  return `<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}\n</ul>`;
}
