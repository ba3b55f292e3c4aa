import type { TopLevelSpec } from 'vega-lite';

import type { Layer } from '../../drawing/chart.ts';
import { innerWidth, type Layout, type namesAxis } from '../../drawing/theme.ts';
import { COLOUR } from './rows.ts';

type Rows = readonly object[];

/** What a bar consists of, in the order of stacking: a tint of the model's hue for each. */
export interface Tint {
  readonly title: string;
  readonly opacity: number;
}

export function quantity(field: string) {
  return { field, type: 'quantitative' } as const;
}

/** What a mark says to a screen reader, and beside the pointer. */
export const SAYS = { field: 'says' } as const;

/** The channel of tints, with a legend. */
export function tints(field: string, entries: readonly Tint[]) {
  const domain = entries.map(({ title }) => title);
  return {
    field,
    // Ordered: Vega-Lite warns of an opacity for what has no order.
    type: 'ordinal',
    sort: domain,
    scale: { type: 'ordinal', domain, range: entries.map(({ opacity }) => opacity) },
  } as const;
}

/** Bars of several parts, each `from` where the one before ends. */
export function partBars(
  rows: Rows,
  y: ReturnType<typeof namesAxis>,
  x: object,
  opacity: ReturnType<typeof tints>,
): Layer {
  return {
    data: { values: [...rows] },
    mark: { type: 'bar', height: 22 },
    encoding: {
      ...{ y, color: COLOUR, opacity, description: SAYS },
      x: { ...quantity('from'), ...x },
      x2: { field: 'to' },
    },
  };
}

/** Room for the marks of a vertical axis, left of each facet. */
const MARKS_WIDTH = 54;

/** The same layers for each scenario, below one another; a row's `kind` is the layer it is for. */
export function facets(
  { field, names }: { readonly field: string; readonly names: readonly string[] },
  rows: Rows,
  layer: readonly Layer[],
  layout: Layout,
): TopLevelSpec {
  return {
    data: { values: [...rows] },
    facet: { field, type: 'nominal', sort: [...names] },
    ...{ columns: 1, spacing: 14 },
    spec: { width: innerWidth(layout) - MARKS_WIDTH, height: 78, layer: [...layer] },
  };
}

/** Of a facet: three marks. */
export function facetMarks(labelExpr: string) {
  return { tickCount: 3, labelExpr, minExtent: MARKS_WIDTH, maxExtent: MARKS_WIDTH };
}

export function ofKind(kind: string) {
  return [{ filter: `datum.kind === '${kind}'` }];
}

/** Labels of rows in a column at the right end, where no mark lies. */
export function labelColumn(rows: Rows, channels: object, end: number): Layer {
  return {
    data: { values: [...rows] },
    mark: { type: 'text', align: 'right', fontWeight: 600, aria: false },
    encoding: { ...channels, x: { datum: end }, text: { field: 'label' } },
  };
}

/** End of an axis from 0 to `most` that leaves `px` for the labels of rows. */
export function endWithRoom(most: number, px: number, { plot }: Layout): number {
  return most / (1 - px / plot);
}
