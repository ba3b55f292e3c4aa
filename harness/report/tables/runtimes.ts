import { METRICS, type MetricName } from '../../../results/metrics.ts';
import { acrossRuntimes, overHome, type RuntimeRow } from '../../analysis/across-runtimes.ts';
import { failures } from '../../analysis/failures.ts';
import { homeRuntime } from '../../analysis/home.ts';
import type { ScenarioSummary, Summary } from '../../analysis/summary.ts';
import { inverse } from '../../analysis/comparison.ts';
import { formatList, formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { failureLine } from '../failures-section.ts';
import { baseCell, comparisonCell, metricCell, metricTitles } from './cells.ts';
import { isFloor } from './compared-columns.ts';

const FIGURES = ['wallMs', 'peakPssBytes', 'cpuMs'] as const satisfies MetricName[];

/** Every model under every runtime that was asked for; none for a run that was asked for none. */
export function runtimeTables(all: Summary): readonly Table[] {
  const rows = floorsLast(acrossRuntimes(all));
  if (rows.length === 0) return [];
  const home = homeRuntime(all.run);
  const floor = rows.find(({ one }) => isFloor(one))?.one.scenario.model;
  const floorTitle = floor === undefined ? [] : [`CPU vs ${floor}`];
  const figures = [
    ...metricTitles(FIGURES),
    ...floorTitle,
    'time vs base',
    `time vs ${home}`,
    `CPU vs ${home}`,
  ];
  const last = METRICS.workersReadyMs.title;
  return [
    {
      title: 'Runtimes',
      columns: columnsOf(['model', 'runtime'], [...figures, last]),
      rows: [
        ...rows.map((row) => [
          ...nameCells(row.one),
          ...FIGURES.map((metric) => metricCell(row.one, metric)),
          ...(floor === undefined ? [] : [floorCell(row.one)]),
          baseComparison(all, row.one),
          besideHome(all, row, { home, metric: 'wallMs' }),
          besideHome(all, row, { home, metric: 'cpuMs' }),
          metricCell(row.one, 'workersReadyMs'),
        ]),
        ...notRunRows(all, figures.length + 1),
      ],
      notes: notes(all, rows),
    },
  ];
}

/** The time alone, a runtime in a row and a model in a column: for a screen. */
export function runtimeMatrices(all: Summary): readonly Table[] {
  const rows = floorsLast(acrossRuntimes(all));
  if (rows.length === 0) return [];
  const home = homeRuntime(all.run);
  const models = [...new Set(rows.map(({ one }) => one.scenario.model))];
  const timeOf = (runtime: string, model: string): Cell => {
    const row = rows.find(
      ({ one }) => one.scenario.runtime === runtime && one.scenario.model === model,
    );
    if (row === undefined) return { value: 'not run' };
    const { value, sortBy } = metricCell(row.one, 'wallMs');
    const time = sortBy === undefined ? { value } : { value, sortBy };
    const outcome = overHome(all, row, 'wallMs')?.outcome ?? 'unknown';
    const beside = besideHome(all, row, { home, metric: 'wallMs' });
    return outcome === 'unknown' ? time : { ...time, detail: beside.value };
  };
  return [
    {
      title: 'Time by runtime',
      columns: columnsOf(['runtime'], models),
      rows: all.run.runtimes.map(({ name }) => [
        { value: name },
        ...models.map((model) => timeOf(name, model)),
      ]),
      notes: [`Compared with the same model on ${home}.`, ...whyNotRun(all)],
    },
  ];
}

function floorsLast(rows: readonly RuntimeRow[]): readonly RuntimeRow[] {
  return rows.toSorted((a, b) => Number(isFloor(a.one)) - Number(isFloor(b.one)));
}

function nameCells(one: ScenarioSummary): readonly Cell[] {
  const { model, runtime } = one.scenario;
  return [{ value: model, ...(isFloor(one) && { muted: true, ink: 'gray' }) }, { value: runtime }];
}

function floorCell(one: ScenarioSummary): Cell {
  return isFloor(one) ? { value: '' } : comparisonCell(one, one.cpuOverFloor, 'amount');
}

/** Within the runtime. */
function baseComparison(all: Summary, one: ScenarioSummary): Cell {
  const isBase = all.scenarios.some(({ scenario }) => scenario.baseline === one.scenario.id);
  if (one.valid && isBase) return baseCell('base');
  return comparisonCell(one, one.speedup && inverse(one.speedup), 'time');
}

/** With the same model in the home runtime. */
function besideHome(
  all: Summary,
  row: RuntimeRow,
  { home, metric }: { readonly home: string; readonly metric: 'wallMs' | 'cpuMs' },
): Cell {
  const { one } = row;
  if (one.valid && one.scenario.runtime === home) return baseCell('home');
  return comparisonCell(one, overHome(all, row, metric), metric === 'wallMs' ? 'time' : 'amount');
}

function notRunRows({ run }: Summary, figures: number): readonly (readonly Cell[])[] {
  return notRunHere(run).map(({ model, runtime }) => [
    ...[{ value: model, muted: true, ink: 'gray' } as const, { value: runtime }],
    ...Array.from({ length: figures }, () => ({ value: 'not run' })),
  ]);
}

function notRunHere({ notRun, runtimes }: Summary['run']) {
  return notRun.filter(({ runtime }) => runtimes.some(({ name }) => name === runtime));
}

/** A reason once, of all that it holds for. */
function whyNotRun({ run }: Summary): readonly string[] {
  const reasons = Map.groupBy(notRunHere(run), ({ runtime, reason }) => `${runtime}: ${reason}`);
  return [...reasons].map(
    ([reason, those]) => `Not run: ${formatList(those.map(({ model }) => model))} on ${reason}.`,
  );
}

function notes(all: Summary, rows: readonly RuntimeRow[]): readonly string[] {
  const home = homeRuntime(all.run);
  const others = failures(all).filter(({ scenario }) => scenario.scenario.runtime !== home);
  return [
    `The same code, work and proof under each runtime. Base is ${baseName(rows)} in the same runtime; vs ${home} is beside the same model there. Which model to use is answered for ${home} alone.`,
    ...rows.filter(({ one }) => isFloor(one) && one.valid).map(({ one }) => floorNote(one)),
    ...all.run.runtimes.flatMap(({ name, engine, lacks }) =>
      engine === null || lacks.length === 0
        ? []
        : [`${name} (${engine}) lacks ${formatList(lacks)}.`],
    ),
    ...whyNotRun(all),
    ...others.map(failureLine),
  ];
}

function baseName(rows: readonly RuntimeRow[]): string {
  const bases = new Set(rows.flatMap(({ one }) => one.scenario.baseline ?? []));
  return rows.find(({ one }) => bases.has(one.scenario.id))?.one.scenario.model ?? 'the baseline';
}

/** What a runtime takes before any model comes into play: most of a difference between two is here, or is not. */
function floorNote({ scenario, metrics }: ScenarioSummary): string {
  const shown = (metric: MetricName) =>
    formatValue(metrics[metric]?.estimate ?? null, METRICS[metric].unit);
  const memory = metrics.peakPssBytes === null ? 'peakRssBytes' : 'peakPssBytes';
  return `${scenario.runtime} runs its first line after ${shown('bootMs')}, and does the work alone, without concurrency, with ${shown('cpuMs')} of CPU and ${shown(memory)}.`;
}
