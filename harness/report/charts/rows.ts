import type { MetricName } from '../../../results/metrics.ts';
import { METRICS } from '../../../results/metrics.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import type { Layer } from '../../drawing/chart.ts';
import { colour } from '../../drawing/theme.ts';
import { formatValue } from '../../text/format.ts';
import { modelHues } from '../model-hues.ts';
import { quantity } from './parts.ts';

/** What a chart has rows for, and the floor that it has a line for; a floor alone has the row. */
export interface ChartRows {
  readonly rows: readonly ScenarioSummary[];
  readonly floor: ScenarioSummary | null;
}

export function chartRows({ scenarios }: Summary): ChartRows {
  const valid = scenarios.filter((one) => one.valid);
  const isFloor = ({ scenario }: ScenarioSummary) => scenario.kind === 'floor';
  const rows = valid.filter((one) => !isFloor(one));
  if (rows.length === 0) return { rows: valid, floor: null };
  return { rows, floor: valid.find(isFloor) ?? null };
}

/** Of each model, as charts draw it. By the scenario's id. */
export function modelColours(summary: Summary): ReadonlyMap<string, string> {
  return new Map([...modelHues(summary)].map(([id, hue]) => [id, colour(hue)]));
}

/** Rows carry their colour as it is. */
export const COLOUR = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;

/** The floor as a line for reference, at its median; nothing without one. */
export function floorLine(
  floor: ScenarioSummary | null,
  metric: MetricName,
  axis: 'x' | 'y' = 'x',
): readonly Layer[] {
  const at = floor?.metrics[metric]?.estimate;
  if (at === undefined) return [];
  return [
    {
      data: { values: [{ at }] },
      mark: {
        ...{ type: 'rule', strokeDash: [5, 4], strokeWidth: 1.5, aria: false },
        color: colour('grey'),
      },
      encoding: { [axis]: quantity('at') },
    },
  ];
}

/** What the line is, for the subtitle, with a space before it. */
export function floorText(floor: ScenarioSummary | null, metric: MetricName): string {
  const at = floor?.metrics[metric]?.estimate;
  if (floor === null || at === undefined) return '';
  return ` Dashed: ${labelOf(floor)}, ${formatValue(at, METRICS[metric].unit)}.`;
}
