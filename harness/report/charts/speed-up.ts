import { capacityFor } from '../../analysis/capacity.ts';
import { sharedBaseline } from '../../analysis/ranking.ts';
import { CONFIDENCE } from '../../analysis/confidence.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, namesAxis, PLOT_WIDTH } from '../../drawing/theme.ts';
import type { RatioInterval } from '../../stats/ratio.ts';
import { formatRatio, formatRatioRange } from '../../text/format.ts';
import { legend, quantity, SAYS } from './parts.ts';

/** The two questions, in the order of the bars. */
const KINDS = [
  {
    title: 'start to exit (a job)',
    colour: colour('sky'),
    of: ({ speedup }: ScenarioSummary) => speedup,
  },
  {
    title: 'once up (a server)',
    colour: colour('blue'),
    of: ({ onceUp }: ScenarioSummary) => onceUp?.speedup ?? null,
  },
] as const;

/** Speed-ups as a job beside those once up; none where once up was not measured. */
export function speedUpChart(summary: Summary): Chart | null {
  const baseline = summary.scenarios.find(
    ({ scenario }) => scenario.id === sharedBaseline(summary),
  );
  const shown = summary.scenarios.filter(
    ({ speedup, onceUp, scenario }) =>
      scenario.kind === 'model' && speedup !== null && (onceUp?.speedup ?? null) !== null,
  );
  if (shown.length === 0 || baseline === undefined) return null;
  const workers = Math.max(...shown.map(({ scenario }) => scenario.settings?.workers ?? 1));
  const given = capacityFor(summary.run, workers, CONFIDENCE);
  const capacity =
    given === null
      ? ''
      : ` Dashed: ${formatRatio(given.cores.estimate)}, what the machine gives to ${given.copies} copies of the floor's work at once.`;
  const marks = given === null ? [1] : [1, given.cores.estimate];
  return {
    name: 'speed-up',
    title: titleOf(shown, labelOf(baseline)),
    subtitle: `Time of ${labelOf(baseline)} over that of the model; 1 is as fast. Lines: ${intervalText(shown)}.${capacity}`,
    spec: {
      width: PLOT_WIDTH,
      height: { step: 26 },
      layer: [
        ...barLayers(shown.flatMap(rowsOf), namesAxis(shown.map(labelOf)), Math.max(...marks)),
        ...marks.map((at, index) => ruleLayer(at, index > 0)),
      ],
    },
  };
}

function titleOf(shown: readonly ScenarioSummary[], baseline: string): string {
  const each = shown.map((one) => {
    const [job, live] = KINDS.map(({ of }) => formatRatio(of(one)?.ratio ?? NaN));
    return `${labelOf(one)} ${job ?? ''} and ${live ?? ''}`;
  });
  return `Speed-up over ${baseline} as a job and once up: ${each.join(', ')}`;
}

function intervalText(shown: readonly ScenarioSummary[]): string {
  const coverages = shown.flatMap((one) => KINDS.map(({ of }) => of(one)?.coverage ?? 1));
  return Math.min(...coverages) >= CONFIDENCE ? '95 % intervals' : 'the full range';
}

function rowsOf(one: ScenarioSummary) {
  return KINDS.flatMap(({ title, of }) => {
    const interval: RatioInterval | null = of(one);
    if (interval === null) return [];
    const { ratio, low, high } = interval;
    const label = formatRatio(ratio);
    const says = `${labelOf(one)}, ${title}: ${label} (${formatRatioRange(interval)})`;
    return { scenario: labelOf(one), question: title, ratio, low, high, label, says };
  });
}

function barLayers(
  rows: ReturnType<typeof rowsOf>,
  y: ReturnType<typeof namesAxis>,
  shownUpTo: number,
): readonly Layer[] {
  const data = { values: rows };
  const yOffset = {
    field: 'question',
    type: 'nominal',
    sort: KINDS.map(({ title }) => title),
  } as const;
  // Room for the labels, which stand in a column.
  const end = 1.15 * Math.max(shownUpTo, ...rows.map(({ high }) => high));
  const x = {
    ...quantity('ratio'),
    title: 'speed-up',
    scale: { zero: true, domainMax: end, nice: false },
    axis: { tickCount: 8 },
  } as const;
  return [
    {
      data,
      mark: { type: 'bar', height: 18 },
      encoding: { y, yOffset, x, color: legend('question', KINDS), description: SAYS },
    },
    {
      data,
      mark: { type: 'rule', strokeWidth: 1.5, color: colour('ink'), aria: false },
      encoding: { y, yOffset, x: quantity('low'), x2: { field: 'high' } },
    },
    {
      data,
      mark: { type: 'text', align: 'right', fontWeight: 600, aria: false },
      encoding: { y, yOffset, x: { datum: end }, text: { field: 'label' } },
    },
  ];
}

function ruleLayer(at: number, dashed: boolean): Layer {
  return {
    data: { values: [{ at }] },
    mark: {
      ...{ type: 'rule', strokeWidth: 1.5, color: colour('ink'), aria: false },
      ...(dashed && { strokeDash: [5, 4] }),
    },
    encoding: { x: quantity('at') },
  };
}
