import { roundName } from '../../../results/round-name.ts';
import { CONFIDENCE } from '../../analysis/confidence.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import { completedTrials } from '../../analysis/trials.ts';
import { unitAxis } from '../../drawing/axis.ts';
import type { Chart, Layer } from '../../drawing/chart.ts';
import { colour, type Layout, namesAxis } from '../../drawing/theme.ts';
import { formatCounts, formatRange, formatValue } from '../../text/format.ts';
import { endWithRoom, labelColumn, quantity, SAYS } from './parts.ts';
import { chartRows, COLOUR, floorLine, floorText, modelColours } from './rows.ts';
import { timeTitle } from './title.ts';

/** Of one row, in px. */
const ROW = 46;
/** Dots spread over this much of it, upwards and downwards. */
const SPREAD = 15;
/** For the median, in px. */
const LABEL = 66;

/** A model's median time with its interval, in ms. */
interface Median {
  readonly scenario: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly label: string;
  readonly says: string;
}

/** Time per model: a dot for every trial, a whisker for the interval, a line for the median. */
export function timeChart(summary: Summary): Chart | null {
  const { rows, floor } = chartRows(summary);
  if (rows.length === 0) return null;
  const trials = formatCounts(
    rows.map(({ completed }) => completed),
    'trial',
  );
  const y = namesAxis(rows.map(labelOf));
  const dots = trialDots(summary, rows);
  const intervals = rows.flatMap(intervalOf);
  const most = Math.max(
    ...dots.map(({ ms }) => ms),
    ...intervals.map(({ high }) => high),
    floor?.metrics.wallMs?.estimate ?? 0,
  );
  return {
    name: 'time',
    title: timeTitle(summary),
    subtitle: `From spawn to exit. Dots: ${trials} per model, the first round on top. Bold line: median. Whisker: ${intervalText(rows)}.${floorText(floor, 'wallMs')}`,
    spec: (layout) => ({
      width: layout.plot,
      height: { step: ROW },
      layer: [
        ...floorLine(floor, 'wallMs'),
        dotLayer(dots, y, most, layout),
        ...intervalLayers(intervals, y),
        labelColumn(intervals, { y }, endWithRoom(most, LABEL, layout)),
      ],
    }),
  };
}

function dotLayer(
  dots: ReturnType<typeof trialDots>,
  y: ReturnType<typeof namesAxis>,
  most: number,
  layout: Layout,
): Layer {
  return {
    data: { values: dots },
    mark: { type: 'circle', size: 20, opacity: 0.6 },
    encoding: {
      ...{ y, color: COLOUR, description: SAYS },
      x: {
        ...{ ...quantity('ms'), title: null, axis: unitAxis('ms', most, layout.ticks) },
        scale: { zero: true, nice: false, domainMax: endWithRoom(most, LABEL, layout) },
      },
      yOffset: {
        ...quantity('offset'),
        scale: { domain: [-1, 1], range: [ROW / 2 - SPREAD, ROW / 2 + SPREAD] },
      },
    },
  };
}

function intervalLayers(
  rows: readonly Median[],
  y: ReturnType<typeof namesAxis>,
): readonly Layer[] {
  const data = { values: [...rows] };
  const end = { type: 'tick', thickness: 1, size: 9, opacity: 1, color: colour('ink') } as const;
  return [
    {
      data,
      mark: { type: 'rule', strokeWidth: 1, color: colour('ink'), aria: false },
      encoding: { y, x: quantity('low'), x2: { field: 'high' } },
    },
    ...['low', 'high'].map((field): Layer => ({
      data,
      mark: { ...end, aria: false },
      encoding: { y, x: quantity(field) },
    })),
    {
      data,
      mark: { ...end, thickness: 3, size: 24 },
      encoding: { y, x: quantity('median'), description: SAYS },
    },
  ];
}

function trialDots(summary: Summary, rows: readonly ScenarioSummary[]) {
  const { run } = summary;
  const colours = modelColours(summary);
  const last = Math.max(1, ...run.trials.map(({ round }) => round));
  return rows.flatMap(({ scenario }) =>
    completedTrials(run, scenario.id).map(({ round, metrics }) => {
      const ms = metrics['wallMs'] ?? 0;
      return {
        ...{ scenario: scenario.label, colour: colours.get(scenario.id), ms },
        offset: (2 * round) / last - 1,
        says: `${scenario.label}, ${roundName(round)}: ${formatValue(ms, 'ms')}`,
      };
    }),
  );
}

function intervalOf({ scenario, metrics }: ScenarioSummary): readonly Median[] {
  const interval = metrics.wallMs;
  if (interval === null) return [];
  const { estimate, low, high } = interval;
  const label = formatValue(estimate, 'ms');
  const says = `${scenario.label}: median ${label}, interval ${formatRange(low, high, estimate, 'ms')}`;
  return [{ scenario: scenario.label, median: estimate, low, high, label, says }];
}

function intervalText(shown: readonly ScenarioSummary[]): string {
  const reached = shown.every(({ metrics }) => (metrics.wallMs?.coverage ?? 1) >= CONFIDENCE);
  return reached
    ? 'its 95 % confidence interval'
    : 'the full range (a 95 % interval needs at least 6 rounds)';
}
