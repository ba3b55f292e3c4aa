import type { TopLevelSpec } from 'vega-lite';

import type { ClaimAxis, ClaimChart } from '../../claim-contract.ts';
import type { ClaimAnswer } from '../judging.ts';
import type { Chart } from '../../drawing/chart.ts';
import { estimateText } from '../../text/estimate.ts';
import { formatCounts, formatValue } from '../../text/format.ts';
import { colour, type ColourName, type Layout, namesAxis } from '../../drawing/theme.ts';
import { tickedAxis } from './axis.ts';

/** A model has its colour in every chart, whichever others stand beside it. */
const MODELS: Readonly<Record<string, ColourName>> = {
  'single-threaded': 'blue',
  'worker-threads': 'orange',
  'child-processes': 'green',
};
const OTHERS: readonly ColourName[] = ['vermillion', 'purple', 'grey', 'ink', 'sky', 'muted'];

/** Height of one mark of a row, and of all lines, in px. */
const BAR = 20;
const LINES_HEIGHT = 260;

/** The chart of a claim, if it has one. */
export function claimChart({ claim, judgement, rounds }: ClaimAnswer): Chart | null {
  const chart = judgement?.chart;
  if (chart === undefined) return null;
  const marks = chart.kind === 'bars' && chart.y.scale === undefined ? 'Bars' : 'Points';
  return {
    name: claim.name,
    title: chart.title,
    subtitle: `${marks}: medians of ${formatCounts([rounds.done], 'round')}. Thin lines: ${rounds.done < 6 ? 'full range' : '95 % confidence interval'}.`,
    spec: (layout) => (chart.kind === 'bars' ? barsSpec(chart, layout) : linesSpec(chart, layout)),
  };
}

function rows(chart: ClaimChart) {
  return chart.points.map(({ x, y, series }) => ({
    scenario: x,
    series,
    ...{ value: y.estimate, low: y.low, high: y.high },
    says: `${series}, ${valueText(chart.x, x)}: ${estimateText(y, chart.y.unit ?? 'ratio')}`,
  }));
}

/** On an axis of numbers, the number with its unit. */
function valueText({ unit }: ClaimAxis, x: string | number): string {
  return typeof x === 'number' && unit !== undefined ? formatValue(x, unit) : String(x);
}

function seriesOf({ points }: ClaimChart): readonly string[] {
  return [...new Set(points.map(({ series }) => series))];
}

/** One row for each name; within it one mark for each series. */
function barsSpec(chart: ClaimChart, layout: Layout): TopLevelSpec {
  const names = [...new Set(chart.points.map(({ x }) => String(x)))];
  const series = seriesOf(chart);
  const y = namesAxis(names);
  const yOffset = { field: 'series', type: 'nominal', sort: [...series] } as const;
  const value = quantity(chart.y, drawnValues(chart));
  const log = chart.y.scale === 'log';
  return {
    width: layout.plot,
    height: { step: BAR * Math.max(1.6, series.length + 0.6), for: 'position' },
    data: { values: rows(chart) },
    layer: [
      {
        // A bar has no foot on a logarithmic axis.
        mark: log ? { type: 'circle', size: 90, opacity: 1 } : { type: 'bar', height: BAR - 6 },
        encoding: {
          ...{ y, yOffset },
          x: value('value'),
          color: seriesColour(series),
          description: { field: 'says' },
        },
      },
      { mark: INTERVAL, encoding: { y, yOffset, x: value('low'), x2: { field: 'high' } } },
    ],
  };
}

function linesSpec(chart: ClaimChart, layout: Layout): TopLevelSpec {
  const measured = [...new Set(chart.points.map(({ x }) => Number(x)))];
  const across = quantity(chart.x, measured)('scenario');
  // From the first measured value to the last.
  const domain = [Math.min(...measured), Math.max(...measured)];
  const x = {
    ...across,
    scale: {
      ...across.scale,
      domain,
      nice: false,
      ...(chart.x.scale !== 'log' && { zero: false }),
    },
    axis: { ...across.axis, values: measured },
  };
  const y = quantity(chart.y, drawnValues(chart));
  const color = seriesColour(seriesOf(chart));
  return {
    width: layout.plot,
    height: LINES_HEIGHT,
    data: { values: rows(chart) },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2, aria: false },
        encoding: { x, y: y('value'), color },
      },
      { mark: INTERVAL, encoding: { x, y: y('low'), y2: { field: 'high' } } },
      {
        mark: { type: 'circle', size: 70, opacity: 1 },
        encoding: { x, y: y('value'), color, description: { field: 'says' } },
      },
    ],
  };
}

const INTERVAL = {
  type: 'rule',
  color: colour('ink'),
  strokeWidth: 1.5,
  aria: false,
} as const;

function drawnValues({ points }: ClaimChart): readonly number[] {
  return points.flatMap(({ y }) => [y.low, y.high, y.estimate]);
}

function quantity(axis: ClaimAxis, values: readonly number[]) {
  const ticked = tickedAxis(axis, values);
  return (field: string) =>
    ({ field, type: 'quantitative', title: axis.title, ...ticked }) as const;
}

/** No legend for a series alone. */
function seriesColour(series: readonly string[]) {
  return {
    field: 'series',
    type: 'nominal',
    scale: {
      domain: [...series],
      range: series.map((name, index) => colour(MODELS[name] ?? OTHERS[index] ?? 'grey')),
    },
    ...(series.length === 1 && { legend: null }),
  } as const;
}
