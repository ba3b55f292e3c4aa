import type { MetricName } from '../../../results/metrics.ts';
import { METRICS } from '../../../results/metrics.ts';
import { labelOf, type ScenarioSummary, type Summary } from '../../analysis/summary.ts';
import type { Layer } from '../../drawing/chart.ts';
import { colour, type ColourName } from '../../drawing/theme.ts';
import { formatValue } from '../../text/format.ts';
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

/** The hue that models of an isolation have in every run. */
const USUAL = { none: 'blue', thread: 'orange', process: 'green' } as const;
const OTHERS: readonly ColourName[] = ['purple', 'vermillion', 'sky', 'brown'];

/** One hue per model, the same in every chart of a run; grey for a floor. By the scenario's id. */
export function modelColours({ scenarios }: Summary): ReadonlyMap<string, string> {
  const names = new Map<string, ColourName>();
  for (const { scenario } of scenarios) {
    const { id, kind, isolation } = scenario;
    const wanted = isolation === null ? OTHERS : [USUAL[isolation], ...OTHERS];
    const taken = new Set(names.values());
    const another = OTHERS[names.size % OTHERS.length] ?? 'brown';
    names.set(id, kind === 'floor' ? 'grey' : (wanted.find((name) => !taken.has(name)) ?? another));
  }
  return new Map([...names].map(([id, name]) => [id, colour(name)]));
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
