import type { CompletedLaunch } from '../../../results/format.ts';
import { parallelCapacities } from '../../analysis/capacity.ts';
import { launchesOf } from '../../analysis/launches.ts';
import { failedLaunches } from '../../analysis/counted-launches.ts';
import type { OnceUp } from '../../analysis/once-up.ts';
import { sharedBaseline } from '../../analysis/ranking.ts';
import { CONFIDENCE } from '../../analysis/confidence.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { estimateText } from '../../text/estimate.ts';
import { formatCounts, formatValue } from '../../text/format.ts';
import { type Cell, columnsOf, type Table } from '../../text/table.ts';
import { intervalCell, invalidWord, nameCell, ratioCell } from './cells.ts';

const FIGURES = ['time per item', 'CPU per item', 'CPU ÷ floor', 'p50', 'p99', 'speed-up'];

/** What an item costs each model once its workers are up, as in a server. */
export function onceUpTable(summary: Summary): Table {
  const { scenarios, run } = summary;
  const shown = scenarios.filter(({ onceUp, scenario }) =>
    // A variant without launches has a table of its own, which says why.
    onceUp === null ? scenario.main === null : true,
  );
  const launches = launchesOf(run, []);
  const baseline = sharedBaseline(summary);
  return {
    title: 'Once up',
    charts: ['speed-up'],
    columns: columnsOf(['model'], FIGURES),
    rows: launches.length === 0 ? [] : shown.map((one) => row(one, baseline)),
    notes:
      launches.length === 0
        ? [NOT_MEASURED, ...failureNotes(summary)]
        : [
            'A server whose workers are up: what one more item costs.',
            ...launchNotes(summary, launches),
            ...sameTimeNotes(summary),
            ...capacityNotes(summary),
            ...failureNotes(summary),
          ],
  };
}

const NOT_MEASURED =
  'Not measured: this run has no launches, so it does not say what an item costs in a server whose workers are up. Choose a model for a server by a run that has them.';

function row(one: ScenarioSummary, baseline: string | null): readonly Cell[] {
  const { scenario, onceUp, valid } = one;
  const name = nameCell(one);
  if (onceUp === null) {
    const why = valid ? 'n/a' : invalidWord(one);
    return [name, ...FIGURES.map(() => ({ value: why }))];
  }
  return [
    name,
    ...[onceUp.itemMs, onceUp.itemCpuMs].map((interval) => intervalCell(interval, 'ms')),
    ratioCell(one, onceUp.cpuOverFloor),
    ...[onceUp.latencyP50Ms, onceUp.latencyP99Ms].map((interval) => ({
      value: formatValue(interval?.estimate ?? null, 'ms'),
      ...(interval !== null && { sortBy: interval.estimate }),
    })),
    scenario.id === baseline
      ? { value: '1', detail: 'baseline', sortBy: 1 }
      : ratioCell(one, onceUp.speedup),
  ];
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
  const below = sure ? 'the 95 % interval' : 'the range: a 95 % interval needs 6 launches or more';
  const items = formatCounts(
    launches.flatMap(({ slices }) => slices.items),
    'item',
  );
  return [
    `Medians of ${count} of fresh processes, in which models work in turn, each alone; below them ${below}.`,
    `In slices of ${items}: the shortest that the pilot tried in which an item takes hardly longer than in the longest, since the shorter slices are, the more of what the machine does cancels.`,
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

function sameTimeNotes({ scenarios }: Summary): readonly string[] {
  const alike = scenarios.filter(({ onceUp }) => {
    const speedup = onceUp?.speedup ?? null;
    return speedup !== null && speedup.low <= 1 && speedup.high >= 1;
  });
  return alike.map((one) => `${labelOf(one)}: no difference in time once up was seen.`);
}

/** Beside what the machine gives a speed-up can be judged. */
function capacityNotes({ run }: Summary): readonly string[] {
  return parallelCapacities(run, CONFIDENCE).map(
    ({ copies, cores }) =>
      `This machine gives ${estimateText(cores, 'ratio')} cores' worth with ${copies} copies of the floor's work at once.`,
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
