import { type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { families, type Family, overMain, VARIANT_METRICS } from '../../analysis/variants.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { baseCell, comparisonCell, metricCell, metricTitles } from './cells.ts';

/** A table for every main model of which variants were run, both forms side by side. */
export function variantTables(summary: Summary): readonly Table[] {
  return families(summary).map((family) => variantTable(summary, family));
}

function variantTable(summary: Summary, { main, variants }: Family): Table {
  const rows = [main, ...variants].map((one) => ({
    one,
    ratios: overMain(summary.run, one.scenario),
  }));
  return {
    title: `${main.scenario.label} and its variants`,
    columns: columnsOf(
      ['model'],
      metricTitles(VARIANT_METRICS).flatMap((title) => [title, `${title} vs main`]),
    ),
    rows: rows.map(({ one, ratios }) => [
      nameCell(one),
      ...VARIANT_METRICS.flatMap((metric) => [
        metricCell(one, metric),
        one === main && main.valid
          ? baseCell('main')
          : comparisonCell(one, ratios?.[metric] ?? null, metric === 'wallMs' ? 'time' : 'amount'),
      ]),
    ]),
    notes: [
      `Compared (vs main) with ${main.scenario.label} in the same rounds, as models are with their base.`,
      ...[main, ...variants].flatMap(summaryNote),
    ],
  };
}

function nameCell({ scenario: { label, form } }: ScenarioSummary): Cell {
  return form === null ? { value: label } : { value: label, detail: form };
}

function summaryNote({ scenario: { label, summary } }: ScenarioSummary): readonly string[] {
  return summary === null ? [] : [`${label}: ${summary}`];
}
