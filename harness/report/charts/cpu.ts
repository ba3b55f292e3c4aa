import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { CompletedTrial } from '../../../results/format.ts';
import { unitAxis } from '../../drawing/axis.ts';
import type { Chart } from '../../drawing/chart.ts';
import { namesAxis } from '../../drawing/theme.ts';
import { formatValue } from '../../text/format.ts';
import { endWithRoom, labelColumn, partBars } from './parts.ts';
import { ROLES, type LoopRole, roleTints } from './roles.ts';
import { chartRows, floorLine, floorText, modelColours } from './rows.ts';
import { spanTitle } from './title.ts';

interface Part {
  readonly role: LoopRole;
  readonly cpuMs: number;
}

/** For the median, in px. */
const LABEL = 62;

/** CPU per role of the trial with the median CPU, against the floor's. */
export function cpuChart(summary: Summary): Chart | null {
  const { rows, floor } = chartRows(summary);
  const bars = medianTrials({ ...summary, scenarios: rows }, 'cpuMs');
  if (bars.length === 0) return null;
  const colours = modelColours(summary);
  const totals = bars.map(totalOf);
  const parts = bars.flatMap((bar) => partRows(bar, colours));
  const y = namesAxis(totals.map(({ scenario }) => scenario));
  const ends = [...totals, ...parts.map(({ to }) => ({ ms: to }))].map(({ ms }) => ms);
  const most = Math.max(floor?.metrics.cpuMs?.estimate ?? 0, ...ends);
  const tints = roleTints(new Set(parts.map(({ roleKey }) => roleKey)));
  return {
    name: 'cpu',
    title: spanTitle(summary, 'cpuMs', 'CPU'),
    subtitle: `User and system time of all processes by event loop, of the trial with the median CPU per model.${floorText(floor, 'cpuMs')}`,
    spec: (layout) => {
      const end = endWithRoom(most, LABEL, layout);
      const scale = { domainMax: end, nice: false };
      const x = { title: null, scale, axis: unitAxis('ms', most, layout.ticks) };
      return {
        width: layout.plot,
        height: { step: 38 },
        layer: [
          partBars(parts, y, x, tints),
          ...floorLine(floor, 'cpuMs'),
          labelColumn(totals, { y }, end),
        ],
      };
    },
  };
}

/** Its figure is the median of the table; with an even number of trials no trial has just that. */
function totalOf({ label, trial, summary: { metrics } }: MedianTrial) {
  const median = formatValue(metrics.cpuMs?.estimate ?? null, 'ms');
  return { scenario: label, ms: trial.metrics['cpuMs'] ?? 0, label: median };
}

function partRows(
  { label, trial, summary: { scenario } }: MedianTrial,
  colours: ReadonlyMap<string, string>,
) {
  let from = 0;
  return cpuParts(trial).map(({ role, cpuMs }) => {
    const start = from;
    from += cpuMs;
    const { title } = ROLES[role];
    const says = `${label}, ${title}: ${formatValue(cpuMs, 'ms')}`;
    const colour = colours.get(scenario.id);
    return { scenario: label, colour, roleKey: role, role: title, from: start, to: from, says };
  });
}

/** A process counts its threads; what none of them reports, such as the exit, is the rest. */
function cpuParts({ loops, metrics }: CompletedTrial): readonly Part[] {
  const cpu = (loop: CompletedTrial['loops'][number]) => loop.cpuUserMs + loop.cpuSystemMs;
  const sums = { main: 0, producer: 0, worker: 0 };
  for (const loop of loops) {
    sums[loop.role] += cpu(loop);
    if (loop.owner !== 'thread') continue;
    const host = loops.find(({ owner, pid }) => owner === 'process' && pid === loop.pid);
    if (host !== undefined) sums[host.role] -= cpu(loop);
  }
  const known = sums.main + sums.producer + sums.worker;
  const parts: readonly Part[] = [
    ...(['main', 'producer', 'worker'] as const).map((role) => ({ role, cpuMs: sums[role] })),
    { role: 'other', cpuMs: (metrics['cpuMs'] ?? 0) - known },
  ];
  return parts.filter(({ cpuMs }) => cpuMs > 0);
}
