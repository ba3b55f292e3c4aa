import type { CompletedLaunch } from '../../../results/format.ts';
import { parallelCapacities } from '../../analysis/capacity.ts';
import { launchesOf } from '../../analysis/launches.ts';
import { failedLaunches } from '../../analysis/counted-launches.ts';
import type { OnceUp } from '../../analysis/once-up.ts';
import { CONFIDENCE } from '../../analysis/confidence.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { estimateText } from '../../text/estimate.ts';
import { formatCounts, formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { intervalCell, invalidWord, nameCell } from './cells.ts';
import {
  baseColumns,
  type ComparedColumn,
  floorColumns,
  floorsLast,
  isFloor,
} from './compared-columns.ts';
import { notDrivenNotes } from './programs.ts';

/** What an item costs each model once its workers are up, as in a server; the floor last. */
export function onceUpTable(summary: Summary): Table {
  const launches = launchesOf(summary.run, []);
  if (summary.scenarios.every(({ onceUp }) => onceUp === null)) {
    return { ...TITLE, columns: [], rows: [], notes: [NOT_MEASURED, ...failureNotes(summary)] };
  }
  const columns = columnsFor(summary.scenarios);
  // A variant without launches has a table of its own, which says why.
  const shown = summary.scenarios.filter(
    ({ onceUp, scenario }) => onceUp !== null || scenario.main === null,
  );
  return {
    ...TITLE,
    columns: columnsOf(
      ['model'],
      columns.map(({ title }) => title),
    ),
    rows: floorsLast(shown).map((one) => [
      nameCell(one),
      ...columns.map(({ cellOf }) => (one.onceUp === null ? withoutCell(one) : cellOf(one))),
    ]),
    notes: [
      'A server whose workers are up: what one more item costs.',
      ...launchNotes(summary, launches),
      ...capacityNotes(summary),
      ...notDrivenNotes(summary),
      ...failureNotes(summary),
    ],
  };
}

const TITLE = { title: 'Once up', charts: ['speed-up'] };

const NOT_MEASURED =
  'Not measured: this run has no launches with figures, so it does not say what an item costs in a server whose workers are up. Choose a model for a server by a run that has them.';

function columnsFor(scenarios: readonly ScenarioSummary[]): readonly ComparedColumn[] {
  const live = ({ onceUp }: ScenarioSummary) => onceUp;
  return [
    {
      title: 'time per item',
      cellOf: ({ onceUp }) => intervalCell(onceUp?.itemMs ?? null, 'ms'),
    },
    {
      title: 'CPU per item',
      cellOf: ({ onceUp }) => intervalCell(onceUp?.itemCpuMs ?? null, 'ms'),
    },
    ...floorColumns(scenarios, live),
    { title: 'p50', cellOf: ({ onceUp }) => intervalCell(onceUp?.latencyP50Ms ?? null, 'ms') },
    { title: 'p99', cellOf: ({ onceUp }) => intervalCell(onceUp?.latencyP99Ms ?? null, 'ms') },
    ...baseColumns(scenarios, live),
  ];
}

function withoutCell(one: ScenarioSummary): Cell {
  return { value: one.valid ? 'n/a' : invalidWord(one) };
}

/** How the figures were made. */
function launchNotes(
  { scenarios }: Summary,
  launches: readonly CompletedLaunch[],
): readonly string[] {
  const all = scenarios.flatMap(({ onceUp }) => onceUp ?? []);
  const count = formatCounts(
    all.map((one) => one.launches),
    'launch',
  );
  const sure = all.every(({ itemMs }) => itemMs.coverage >= CONFIDENCE);
  const below = sure
    ? 'their own 95 % confidence intervals'
    : 'the range: a 95 % confidence interval needs 6 launches or more';
  const items = formatCounts(
    launches.flatMap(({ slices }) => slices.items),
    'item',
  );
  return [
    `Medians of ${count} of fresh processes, in which models work in turn, each alone; below them ${below}.`,
    `In slices of ${items}. Short slices cancel more of the noise of the machine; the pilot took the shortest in which an item takes hardly longer than in long ones.`,
    ...latencyNotes(launches),
    ...quantileNotes(all),
  ];
}

function latencyNotes(launches: readonly CompletedLaunch[]): readonly string[] {
  const [ms = null] = launches.map(({ mockLatencyMs }) => mockLatencyMs);
  if (ms === null) return [];
  if (ms > 0) return [`The mock server answered after ${formatValue(ms, 'ms')}.`];
  return ['The mock server answered without latency: waiting takes no CPU and costs precision.'];
}

/** Of a floor nothing waits, so it has neither. */
function quantileNotes(all: readonly OnceUp[]): readonly string[] {
  const unknown = all.some((one) => one.latencyP50Ms !== null && one.latencyP99Ms === null);
  return unknown
    ? ['p99 is n/a where the warm-up, whose items wait longest, is more than 1 % of all items.']
    : [];
}

/** Beside what the machine gives a speed-up can be judged. */
function capacityNotes({ run, scenarios }: Summary): readonly string[] {
  const [work = 'the work'] = scenarios.filter(isFloor).map(labelOf);
  return parallelCapacities(run, CONFIDENCE).map(
    ({ copies, cores }) =>
      `This machine gives ${estimateText(cores, 'ratio')} cores' worth to ${copies} copies of ${work} at once.`,
  );
}

function failureNotes({ run, scenarios }: Summary): readonly string[] {
  const labels = new Map(scenarios.map((one) => [one.scenario.id, labelOf(one)]));
  return failedLaunches(run).map(({ scenario, round, message }) => {
    const launch = round < 0 ? 'the pilot' : `launch ${round}`;
    const whose = scenario === null ? '' : `${labels.get(scenario) ?? scenario}, `;
    return `${whose}${launch}: failed: ${message}`;
  });
}
