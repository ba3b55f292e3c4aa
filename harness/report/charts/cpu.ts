import { type MedianTrial, medianTrials } from '../../analysis/median-trials.ts';
import type { Summary } from '../../analysis/summary.ts';
import type { CompletedTrial } from '../../../results/format.ts';
import { formatRatio, formatValue } from '../../text/format.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, namesAxis, PLOT_WIDTH } from '../../drawing/theme.ts';
import { partBars, quantity } from './parts.ts';
import { ROLES, type LoopRole, roleColour } from './roles.ts';
import { spanTitle } from './title.ts';

interface Part {
  readonly role: LoopRole;
  readonly cpuMs: number;
}

/** CPU per role of the trial with the median CPU, against the floor's. */
export function cpuChart(summary: Summary): Chart | null {
  const bars = medianTrials(summary, 'cpuMs');
  if (bars.length === 0) return null;
  const totals = bars.map(totalOf);
  const y = namesAxis(totals.map(({ scenario }) => scenario));
  return {
    name: 'cpu',
    title: spanTitle(summary, 'cpuMs', 'CPU'),
    subtitle: `User and system time of the whole tree by event loop, of the trial with the median CPU per model. Dashed: the floor, the work alone.`,
    spec: {
      width: PLOT_WIDTH,
      height: { step: 42 },
      layer: [
        partLayer(bars.flatMap(partRows), y),
        floorLayer(totals.filter(({ isFloor }) => isFloor)),
        {
          data: { values: totals },
          mark: { type: 'text', align: 'left', dx: 8, fontWeight: 600, aria: false },
          encoding: { y, x: quantity('seconds'), text: { field: 'label' } },
        },
      ],
    },
  };
}

/** Its figure is the median of the table; with an even number of trials no trial has just that. */
function totalOf({ label, trial, summary: { scenario, metrics, cpuOverFloor } }: MedianTrial) {
  const isFloor = scenario.kind === 'floor';
  const median = formatValue(metrics.cpuMs?.estimate ?? null, 'ms');
  const times =
    cpuOverFloor === null || isFloor ? '' : `, ${formatRatio(cpuOverFloor.ratio)} × floor`;
  return {
    scenario: label,
    isFloor,
    seconds: (trial.metrics['cpuMs'] ?? 0) / 1000,
    label: `${median}${times}`,
  };
}

function partLayer(parts: ReturnType<typeof partRows>, y: ReturnType<typeof namesAxis>): Layer {
  // Room for what stands behind the longest bar.
  const scale = { domainMax: 1.25 * Math.max(...parts.map(({ to }) => to)), nice: false };
  const roles = new Set(parts.map(({ roleKey }) => roleKey));
  return partBars(parts, y, { title: 'CPU (s)', scale }, roleColour(roles));
}

function floorLayer(floor: readonly { readonly seconds: number }[]): Layer {
  return {
    data: { values: [...floor] },
    mark: { type: 'rule', strokeDash: [5, 4], strokeWidth: 1.5, color: colour('ink'), aria: false },
    encoding: { x: quantity('seconds') },
  };
}

function partRows({ label, trial }: MedianTrial) {
  let from = 0;
  return cpuParts(trial).map(({ role, cpuMs }) => {
    const start = from;
    from += cpuMs / 1000;
    const says = `${label}, ${ROLES[role].title}: ${formatValue(cpuMs, 'ms')}`;
    const { title } = ROLES[role];
    return { scenario: label, roleKey: role, role: title, from: start, to: from, says };
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
