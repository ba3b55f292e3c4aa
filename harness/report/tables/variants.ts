import { CONFIDENCE } from '../../analysis/confidence.ts';
import { type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import {
  families,
  type Family,
  type OverMain,
  overMain,
  VARIANT_METRICS,
} from '../../analysis/variants.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { metricCell, metricTitles, ratioCell } from './cells.ts';

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
      metricTitles(VARIANT_METRICS).flatMap((title) => [title, `${title} ÷ main`]),
    ),
    rows: rows.map(({ one, ratios }) => [
      nameCell(one),
      ...VARIANT_METRICS.flatMap((metric) => [
        metricCell(one, metric),
        one === main ? mainCell(main) : ratioCell(one, ratios?.[metric] ?? null),
      ]),
    ]),
    notes: [
      ...ratioNotes(
        main,
        rows.flatMap(({ ratios }) => ratios ?? []),
      ),
      ...[main, ...variants].flatMap(summaryNote),
    ],
  };
}

function nameCell({ scenario: { label, form } }: ScenarioSummary): Cell {
  return form === null ? { value: label } : { value: label, detail: form };
}

function mainCell(main: ScenarioSummary): Cell {
  return main.valid ? { value: '1', detail: 'main', sortBy: 1 } : ratioCell(main, null);
}

/** With few rounds what stands below is no 95 % interval. */
function ratioNotes({ scenario }: ScenarioSummary, ratios: readonly OverMain[]): readonly string[] {
  const coverages = ratios.flatMap(({ wallMs }) => wallMs?.coverage ?? []);
  if (coverages.length === 0) return [];
  const below =
    Math.min(...coverages) >= CONFIDENCE
      ? 'the 95 % interval; one that holds 1 is no difference seen'
      : 'the range: a 95 % interval needs 6 rounds or more';
  return [`÷ main: times ${scenario.label} in the same round, below it ${below}.`];
}

function summaryNote({ scenario: { label, summary } }: ScenarioSummary): readonly string[] {
  return summary === null ? [] : [`${label}: ${summary}`];
}
