import { failures } from '../../analysis/failures.ts';
import { sharedBaseline } from '../../analysis/ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { withoutVariants } from '../../analysis/variants.ts';
import { formatCounts } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { isArticles, shared, working } from '../shared.ts';
import { failureLine } from '../failures-section.ts';
import { COMPARISONS, metricCell, metricTitles, nameCell } from './cells.ts';
import { baseColumns, floorColumns, floorsLast, isFloor } from './compared-columns.ts';
import { notRunNotes, notRunRows } from './not-run.ts';
import { programNotes } from './programs.ts';

/** What each model takes from start to exit, as a job; the floor last. */
export function comparisonTable(all: Summary): Table {
  const summary = withoutVariants(all);
  const rows = floorsLast(summary.scenarios);
  const metrics = ['wallMs', 'peakRssBytes', 'peakPssBytes', 'cpuMs'] as const;
  const compared = [floorColumns, baseColumns].flatMap((columns) => columns(rows, (one) => one));
  return {
    title: 'Start to exit',
    charts: ['time'],
    columns: columnsOf(
      ['model'],
      [...metricTitles(metrics), ...compared.map(({ title }) => title)],
    ),
    rows: [
      ...rows.map((one) => [
        analogueCell(one, isArticles(all.run)),
        ...metrics.map((metric) => metricCell(one, metric)),
        ...compared.map(({ cellOf }) => cellOf(one)),
      ]),
      ...notRunRows(all.run, metrics.length + compared.length),
    ],
    notes: [
      ...jobNotes(summary),
      ...intervalNotes(summary),
      ...(rows.some(isCompared) ? [COMPARISONS] : []),
      ...rows.filter(isFloor).flatMap(floorNote),
      ...baselineNotes(summary, sharedBaseline(summary)),
      ...failures(summary).map(failureLine),
      ...programNotes(all),
      ...notRunNotes(all.run),
    ],
  };
}

function isCompared(one: ScenarioSummary): boolean {
  return one.speedup !== null || (one.cpuOverFloor !== null && !isFloor(one));
}

/** What question the table answers. */
function jobNotes({ scenarios }: Summary): readonly string[] {
  return shared(
    working(scenarios.map(({ scenario }) => scenario)),
    ({ settings }) => (settings === null ? '' : ` ${formatCounts([settings.items], 'item')}`),
    (items, of) => `A job${of} that starts, does${items === '' ? ' its work' : items} and ends.`,
  );
}

/** What the small numbers are; with few rounds they cannot be a 95 % interval. */
function intervalNotes({ scenarios }: Summary): readonly string[] {
  const valid = scenarios.filter((scenario) => scenario.valid);
  if (valid.length === 0) return [];
  const coverages = valid.flatMap(({ metrics }) => metrics.wallMs?.coverage ?? []);
  const rounds = valid.map(({ completed }) => completed);
  const medians = `Medians of ${formatCounts(rounds, 'round')}, below them`;
  if (Math.min(...coverages) >= 0.95) return [`${medians} their own 95 % confidence intervals.`];
  return [`${medians} the range: a 95 % confidence interval needs 6 rounds or more.`];
}

/** What its figures are of. */
function floorNote({ scenario: { label, summary } }: ScenarioSummary): readonly string[] {
  return summary === null ? [] : [`${label}: ${summary}`];
}

/** A check's head is compared with its base, and not with the baseline of the table. */
function baselineNotes({ scenarios }: Summary, shown: string | null): readonly string[] {
  return scenarios
    .filter(({ scenario, speedup }) => speedup !== null && scenario.baseline !== shown)
    .map((one) => `${labelOf(one)}: its base is ${baselineOf(one, scenarios)}.`);
}

function baselineOf({ scenario }: ScenarioSummary, all: readonly ScenarioSummary[]): string {
  const baseline = all.find((other) => other.scenario.id === scenario.baseline);
  return baseline === undefined ? '' : labelOf(baseline);
}

/** With what the model stands for in the article, where the run is of its work. */
function analogueCell(one: ScenarioSummary, articles: boolean): Cell {
  const { analogue } = one.scenario;
  const shown = analogue !== null && (articles || isFloor(one));
  return shown ? { ...nameCell(one), detail: analogue } : nameCell(one);
}
