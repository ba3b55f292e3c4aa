import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { CompletedTrial, MemoryTimeline } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour } from '../../drawing/theme.ts';
import { facets, ofKind, quantity, SAYS } from './parts.ts';
import { ROLES, type LoopRole, roleColour } from './roles.ts';
import { spanTitle } from './title.ts';

interface Timeline {
  readonly label: string;
  readonly loops: CompletedTrial['loops'];
  readonly memory: MemoryTimeline;
}

/** Memory over time of the trial with the median time: one area per process, PSS as a line. */
export function memoryChart(summary: Summary): Chart | null {
  const timelines = medianTrials(summary, 'wallMs').flatMap(timelineOf);
  if (timelines.length === 0) return null;
  const processes = timelines.flatMap(processRows);
  const hasPss = timelines.some(({ memory }) => memory.pssBytes !== null);
  const [metric, what] = hasPss
    ? (['peakPssBytes', 'Peak PSS'] as const)
    : (['peakRssBytes', 'Peak RSS'] as const);
  return {
    name: 'memory',
    title: spanTitle(summary, metric, what),
    subtitle: `Areas: RSS of each process, stacked; pages that processes share count in each.${hasPss ? ' Line: PSS, shared pages counted once.' : ''} Of the trial with the median time per model.`,
    spec: facets(
      timelines.map(({ label }) => label),
      [...processes, ...timelines.flatMap(pssRows)],
      [areas(processes), pssLine()],
      12,
    ),
  };
}

function areas(processes: ReturnType<typeof processRows>): Layer {
  return {
    transform: ofKind('process'),
    mark: { type: 'area', stroke: colour('background'), strokeWidth: 0.7 },
    encoding: {
      x: { ...quantity('seconds'), title: 'time since spawn (s)' },
      y: {
        ...quantity('megabytes'),
        stack: 'zero',
        title: null,
        axis: { tickCount: 3, labelExpr: "datum.label + ' MB'" },
      },
      color: roleColour(new Set(processes.map(({ roleKey }) => roleKey))),
      detail: { field: 'pid' },
      order: quantity('place'),
      description: SAYS,
    },
  };
}

function pssLine(): Layer {
  return {
    transform: ofKind('pss'),
    mark: { type: 'line', color: colour('ink'), strokeWidth: 1.8 },
    encoding: {
      x: quantity('seconds'),
      y: quantity('megabytes'),
      description: SAYS,
    },
  };
}

function timelineOf({ label, trial: { loops, memory } }: MedianTrial): readonly Timeline[] {
  return memory === null || memory.atMs.length === 0 ? [] : [{ label, loops, memory }];
}

function processRows({ label, memory, loops }: Timeline) {
  const roles = new Map<number, LoopRole>(
    loops.filter(({ owner }) => owner === 'process').map(({ pid, role }) => [pid, role]),
  );
  const places = Object.keys(ROLES);
  return memory.processes.flatMap(({ pid, rssBytes }, index) => {
    const role = roles.get(pid) ?? 'other';
    const peak = formatValue(Math.max(...rssBytes), 'bytes');
    const says = `${label}, process ${pid} (${ROLES[role].title}): peak RSS ${peak}`;
    return memory.atMs.map((atMs, moment) => ({
      ...{ kind: 'process', scenario: label, pid, roleKey: role, role: ROLES[role].title, says },
      seconds: atMs / 1000,
      megabytes: (rssBytes[moment] ?? 0) / 1e6,
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
    seconds: ms / 1000,
    megabytes: (pssBytes[moment] ?? 0) / 1e6,
  }));
}
