import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { CompletedTrial, MemoryTimeline } from '../../../results/format.ts';
import { unitAxis } from '../../drawing/axis.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, type Layout } from '../../drawing/theme.ts';
import { formatValue } from '../../text/format.ts';
import { facetMarks, facets, ofKind, quantity, SAYS } from './parts.ts';
import { ROLES, type LoopRole, roleTints } from './roles.ts';
import { chartRows, COLOUR, floorLine, floorText, modelColours } from './rows.ts';
import { spanTitle } from './title.ts';

interface Timeline {
  readonly label: string;
  readonly colour: string | undefined;
  readonly loops: CompletedTrial['loops'];
  readonly memory: MemoryTimeline;
}

/** Memory over time of the trial with the median time: one area per process, PSS as a line. */
export function memoryChart(summary: Summary): Chart | null {
  const { rows, floor } = chartRows(summary);
  const colours = modelColours(summary);
  const medians = medianTrials({ ...summary, scenarios: rows }, 'wallMs');
  const timelines = medians.flatMap((one) => timelineOf(one, colours));
  if (timelines.length === 0) return null;
  const processes = timelines.flatMap(processRows);
  const hasPss = timelines.some(({ memory }) => memory.pssBytes !== null);
  const [metric, what] = hasPss
    ? (['peakPssBytes', 'Peak PSS'] as const)
    : (['peakRssBytes', 'Peak RSS'] as const);
  const names = timelines.map(({ label }) => label);
  return {
    name: 'memory',
    title: spanTitle(summary, metric, what),
    subtitle: `Over the time since spawn. Areas: RSS of each process, stacked; pages that processes share count in each.${hasPss ? ' Line: PSS, which counts shared pages once.' : ''} Of the trial with the median time per model.${floorText(floor, metric)}`,
    spec: (layout) =>
      facets(
        { field: 'scenario', names },
        [...processes, ...timelines.flatMap(pssRows)],
        [areas(processes, layout), ...floorLine(floor, metric, 'y'), pssLine()],
        layout,
      ),
  };
}

function areas(processes: ReturnType<typeof processRows>, { ticks }: Layout): Layer {
  const most = Math.max(...processes.map(({ ms }) => ms));
  const largest = Math.max(...processes.map(({ bytes }) => bytes));
  return {
    transform: ofKind('process'),
    mark: { type: 'area', stroke: colour('background'), strokeWidth: 0.7 },
    encoding: {
      x: { ...quantity('ms'), title: null, axis: unitAxis('ms', most, ticks) },
      y: {
        ...{ ...quantity('bytes'), stack: 'zero', title: null },
        axis: facetMarks(unitAxis('bytes', largest, ticks).labelExpr),
      },
      color: COLOUR,
      opacity: roleTints(new Set(processes.map(({ roleKey }) => roleKey))),
      detail: { field: 'pid' },
      order: quantity('place'),
      description: SAYS,
    },
  };
}

function pssLine(): Layer {
  return {
    transform: ofKind('pss'),
    mark: { type: 'line', color: colour('ink'), strokeWidth: 1.5 },
    encoding: {
      x: quantity('ms'),
      y: quantity('bytes'),
      description: SAYS,
    },
  };
}

function timelineOf(
  { label, trial: { loops, memory }, summary: { scenario } }: MedianTrial,
  colours: ReadonlyMap<string, string>,
): readonly Timeline[] {
  if (memory === null || memory.atMs.length === 0) return [];
  return [{ label, colour: colours.get(scenario.id), loops, memory }];
}

function processRows({ label, colour, memory, loops }: Timeline) {
  const roles = new Map<number, LoopRole>(
    loops.filter(({ owner }) => owner === 'process').map(({ pid, role }) => [pid, role]),
  );
  const places = Object.keys(ROLES);
  return memory.processes.flatMap(({ pid, rssBytes }, index) => {
    const role = roles.get(pid) ?? 'other';
    const peak = formatValue(Math.max(...rssBytes), 'bytes');
    const says = `${label}, process ${pid} (${ROLES[role].title}): peak RSS ${peak}`;
    return memory.atMs.map((atMs, moment) => ({
      ...{ kind: 'process', scenario: label, colour, pid, says },
      ...{ roleKey: role, role: ROLES[role].title },
      ...{ ms: atMs, bytes: rssBytes[moment] ?? 0 },
      place: 1000 * places.indexOf(role) + index,
    }));
  });
}

function pssRows({ label, memory }: Timeline) {
  const { atMs, pssBytes } = memory;
  if (pssBytes === null) return [];
  const says = `${label}: peak PSS ${formatValue(Math.max(...pssBytes), 'bytes')}`;
  return atMs.map((ms, moment) => ({
    ...{ kind: 'pss', scenario: label, says },
    ...{ ms, bytes: pssBytes[moment] ?? 0 },
  }));
}
