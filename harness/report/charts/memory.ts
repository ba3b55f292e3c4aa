import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { CompletedTrial, MemoryTimeline } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { ROLES, type LoopRole, roleColour } from './roles.ts';
import { colour, PLOT_WIDTH } from '../../drawing/theme.ts';
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
  return {
    name: 'memory',
    title: spanTitle(
      summary,
      hasPss ? 'peakPssBytes' : 'peakRssBytes',
      hasPss ? 'Peak PSS' : 'Peak RSS',
    ),
    subtitle: `Areas: RSS of each process, stacked; pages that processes share count in each.${hasPss ? ' Line: PSS, shared pages counted once.' : ''} Of the trial with the median time per model.`,
    spec: {
      data: { values: [...processes, ...timelines.flatMap(pssRows)] },
      facet: {
        field: 'scenario',
        type: 'nominal',
        sort: timelines.map(({ label }) => label),
      },
      columns: 1,
      spacing: 12,
      spec: { width: PLOT_WIDTH, height: 78, layer: [areas(processes), pssLine()] },
    },
  };
}

function areas(processes: ReturnType<typeof processRows>): Layer {
  return {
    transform: [{ filter: "datum.kind === 'process'" }],
    mark: { type: 'area', stroke: colour('background'), strokeWidth: 0.7 },
    encoding: {
      x: { ...SECONDS, title: 'time since spawn (s)' },
      y: {
        field: 'megabytes',
        type: 'quantitative',
        stack: 'zero',
        title: null,
        axis: { tickCount: 3, labelExpr: "datum.label + ' MB'" },
      },
      color: roleColour(new Set(processes.map(({ roleKey }) => roleKey))),
      detail: { field: 'pid' },
      order: { field: 'place', type: 'quantitative' },
      description: { field: 'says' },
    },
  };
}

const SECONDS = { field: 'seconds', type: 'quantitative' } as const;

function pssLine(): Layer {
  return {
    transform: [{ filter: "datum.kind === 'pss'" }],
    mark: { type: 'line', color: colour('ink'), strokeWidth: 1.8 },
    encoding: {
      x: SECONDS,
      y: { field: 'megabytes', type: 'quantitative' },
      description: { field: 'says' },
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
