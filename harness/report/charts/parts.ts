import type { TopLevelSpec } from 'vega-lite';

import type { Layer } from '../../drawing/chart.ts';
import { type namesAxis, PLOT_WIDTH } from '../../drawing/theme.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

export function quantity(field: string) {
  return { field, type: 'quantitative' } as const;
}

/** What a mark says to a screen reader, and beside the pointer. */
export const SAYS = { field: 'says' } as const;

/** The colour channel, with a legend. */
export function legend(
  field: string,
  entries: readonly { readonly title: string; readonly colour: string }[],
) {
  const [domain, range] = [entries.map(({ title }) => title), entries.map(({ colour }) => colour)];
  return { field, type: 'nominal', sort: null, scale: { domain, range } } as const;
}

/** Bars of several parts, each `from` where the one before ends. */
export function partBars(
  rows: Rows,
  y: ReturnType<typeof namesAxis>,
  x: { readonly title: string; readonly scale?: { domainMax: number; nice: boolean } },
  color: ReturnType<typeof legend>,
): Layer {
  return {
    data: { values: [...rows] },
    mark: { type: 'bar', height: 22 },
    encoding: {
      ...{ y, color, description: SAYS },
      x: { ...quantity('from'), ...x, axis: { tickCount: 8 } },
      x2: { field: 'to' },
    },
  };
}

/** The same layers for each scenario, below one another; a row's `kind` is the layer it is for. */
export function facets(
  names: readonly string[],
  rows: Rows,
  layer: readonly Layer[],
  spacing: number,
): TopLevelSpec {
  return {
    data: { values: [...rows] },
    facet: { field: 'scenario', type: 'nominal', sort: [...names] },
    ...{ columns: 1, spacing },
    spec: { width: PLOT_WIDTH, height: 78, layer: [...layer] },
  };
}

export function ofKind(kind: string) {
  return [{ filter: `datum.kind === '${kind}'` }];
}
