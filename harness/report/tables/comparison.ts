import { failures } from '../../analysis/failures.ts';
import { sharedBaseline } from '../../analysis/ranking.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { withoutVariants } from '../../analysis/variants.ts';
import { formatCounts } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { isArticles, shared, working } from '../shared.ts';
import { failureLine } from '../failures-section.ts';
import { metricCell, metricTitles, nameCell, ratioCell } from './cells.ts';

/** What each model takes from start to exit, as a job. */
export function comparisonTable(all: Summary): Table {
  const summary = withoutVariants(all);
  const baseline = sharedBaseline(summary);
  const articles = isArticles(all.run);
  const metrics = ['wallMs', 'peakRssBytes', 'peakPssBytes', 'cpuMs'] as const;
  return {
    title: 'Start to exit',
    charts: ['time'],
    columns: columnsOf(['model'], [...metricTitles(metrics), 'CPU ÷ floor', 'speed-up']),
    rows: summary.scenarios.map((scenario) => [
      analogueCell(scenario, articles),
      ...metrics.map((metric) => metricCell(scenario, metric)),
      ratioCell(scenario, scenario.cpuOverFloor),
      scenario.scenario.id === baseline && scenario.valid
        ? { value: '1', detail: 'baseline', sortBy: 1 }
        : ratioCell(scenario, scenario.speedup),
    ]),
    notes: [
      ...jobNotes(summary),
      ...intervalNotes(summary),
      ...floorNotes(summary),
      ...baselineNotes(summary, baseline),
      ...sameTimeNotes(summary),
      ...failures(summary).map(failureLine),
    ],
  };
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
  if (Math.min(...coverages) >= 0.95) return [`${medians} their 95 % interval.`];
  return [`${medians} the range: a 95 % interval needs 6 rounds or more.`];
}

/** What the floor's figures are of. */
function floorNotes({ scenarios }: Summary): readonly string[] {
  return scenarios.flatMap(({ scenario: { kind, label, summary } }) =>
    kind === 'floor' && summary !== null ? [`${label} is the floor: ${summary}`] : [],
  );
}

/** The speed-up of a check's head is over its base, and not over the baseline of the table. */
function baselineNotes({ scenarios }: Summary, shown: string | null): readonly string[] {
  return scenarios
    .filter(({ scenario, speedup }) => speedup !== null && scenario.baseline !== shown)
    .map((one) => `${labelOf(one)}: speed-up over ${baselineOf(one, scenarios)}.`);
}

/** Models whose speed-up interval holds 1 show no difference from their baseline. */
function sameTimeNotes({ scenarios }: Summary): readonly string[] {
  return scenarios
    .filter(({ speedup }) => speedup !== null && speedup.low <= 1 && speedup.high >= 1)
    .map(
      (one) =>
        `${labelOf(one)}: no difference in time from ${baselineOf(one, scenarios)} was seen.`,
    );
}

function baselineOf({ scenario }: ScenarioSummary, all: readonly ScenarioSummary[]): string {
  const baseline = all.find((other) => other.scenario.id === scenario.baseline);
  return baseline === undefined ? '' : labelOf(baseline);
}

/** With what the model stands for in the article, where the run is of its work. */
function analogueCell(one: ScenarioSummary, articles: boolean): Cell {
  const { analogue } = one.scenario;
  return analogue === null || !articles ? nameCell(one) : { ...nameCell(one), detail: analogue };
}
