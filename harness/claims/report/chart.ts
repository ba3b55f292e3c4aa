import type { TopLevelSpec } from 'vega-lite';

import type { ClaimAxis, ClaimChart } from '../../claim-contract.ts';
import type { ClaimAnswer } from '../judging.ts';
import type { Chart } from '../../drawing/chart.ts';
import { colour, type ColourName, type Layout, namesAxis } from '../../drawing/theme.ts';

const SERIES: readonly ColourName[] = ['blue', 'orange', 'green', 'purple', 'vermillion', 'grey'];

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
    subtitle: `${marks}: medians of ${rounds.done} rounds. Lines through them: ${rounds.done < 6 ? 'the range' : 'the 95 % interval'}.`,
    spec: (layout) => (chart.kind === 'bars' ? barsSpec(chart, layout) : linesSpec(chart, layout)),
  };
}

function rows({ points }: ClaimChart) {
  return points.map(({ x, y, series }) => ({
    scenario: x,
    series,
    ...{ value: y.estimate, low: y.low, high: y.high },
    says: `${series === '' ? '' : `${series}, `}${x}: ${short(y.estimate)} (${short(y.low)} to ${short(y.high)})`,
  }));
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
  const value = (field: string) => quantity(field, chart.y);
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
  const across = quantity('scenario', chart.x);
  const x = {
    ...across,
    scale: { ...across.scale, nice: false, ...(chart.x.scale !== 'log' && { zero: false }) },
    axis: { ...across.axis, values: measured },
  };
  const y = (field: string) => quantity(field, chart.y);
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

function quantity(field: string, { title, scale }: ClaimAxis) {
  const log = { scale: { type: 'log', nice: true }, axis: { tickCount: 8, format: '~r' } } as const;
  const linear = { scale: { zero: true }, axis: { tickCount: 8 } } as const;
  return { field, type: 'quantitative', title, ...(scale === 'log' ? log : linear) } as const;
}

/** No legend for a series alone. */
function seriesColour(series: readonly string[]) {
  return {
    field: 'series',
    type: 'nominal',
    scale: {
      domain: [...series],
      range: series.map((_, index) => colour(SERIES[index] ?? 'grey')),
    },
    ...(series.length === 1 && { legend: null }),
  } as const;
}

/** Three digits. */
function short(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
