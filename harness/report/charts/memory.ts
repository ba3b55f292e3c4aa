import { medianTrial } from '../../analysis/median-trial.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { CompletedTrial, MemoryTimeline } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { ROLES, type Role, roleColour } from './roles.ts';
import { colour, PLOT_WIDTH } from '../../drawing/theme.ts';
import { spanTitle } from './title.ts';

type WithTimeline = CompletedTrial & { readonly memory: MemoryTimeline };

/** Memory over time of the trial with the median time: one area per process, PSS as a line. */
export function memoryChart(summary: Summary): Chart | null {
  const trials = summary.scenarios.flatMap(({ scenario, valid }) => {
    const trial = valid ? medianTrial(summary.run, scenario.id, 'wallMs') : null;
    return trial !== null && hasTimeline(trial) ? [trial] : [];
  });
  if (trials.length === 0) return null;
  const processes = trials.flatMap(processRows);
  const hasPss = trials.some(({ memory }) => memory.pssBytes !== null);
  return {
    name: 'memory',
    title: spanTitle(
      summary,
      hasPss ? 'peakPssBytes' : 'peakRssBytes',
      hasPss ? 'Peak PSS' : 'Peak RSS',
    ),
    subtitle: `Areas: RSS of each process, stacked; pages that processes share count in each.${hasPss ? ' Line: PSS, shared pages counted once.' : ''} Of the trial with the median time per model.`,
    spec: {
      data: { values: [...processes, ...trials.flatMap(pssRows)] },
      facet: {
        field: 'scenario',
        type: 'nominal',
        sort: trials.map(({ scenario }) => scenario),
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

function hasTimeline(trial: CompletedTrial): trial is WithTimeline {
  return trial.memory !== null && trial.memory.atMs.length > 0;
}

function processRows({ scenario, memory, loops }: WithTimeline) {
  const roles = new Map<number, Role>(
    loops.filter(({ owner }) => owner === 'process').map(({ pid, role }) => [pid, role]),
  );
  const places = Object.keys(ROLES);
  return memory.processes.flatMap(({ pid, rssBytes }, index) => {
    const role = roles.get(pid) ?? 'other';
    const peak = formatValue(Math.max(...rssBytes), 'bytes');
    const says = `${scenario}, process ${pid} (${ROLES[role].title}): peak RSS ${peak}`;
    return memory.atMs.map((atMs, moment) => ({
      ...{ kind: 'process', scenario, pid, roleKey: role, role: ROLES[role].title, says },
      seconds: atMs / 1000,
      megabytes: (rssBytes[moment] ?? 0) / 1e6,
      place: 1000 * places.indexOf(role) + index,
    }));
  });
}

function pssRows({ scenario, memory }: WithTimeline) {
  const { atMs, pssBytes } = memory;
  if (pssBytes === null) return [];
  const says = `${scenario}: peak PSS ${formatValue(Math.max(...pssBytes), 'bytes')}`;
  return atMs.map((ms, moment) => ({
    ...{ kind: 'pss', scenario, says },
    seconds: ms / 1000,
    megabytes: (pssBytes[moment] ?? 0) / 1e6,
  }));
}
