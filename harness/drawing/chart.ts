import type { TopLevelSpec } from 'vega-lite';

import type { Layout } from './theme.ts';

/** One of the drawings that lie over each other in a chart. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** A chart as data: it is drawn once for wide and once for narrow surroundings. */
export interface Chart {
  /** Of its file. */
  readonly name: string;
  /** What there is to see, computed from the data. */
  readonly title: string;
  /** What is drawn, with its units and how many values it is of. */
  readonly subtitle: string;
  /** Without title, which every chart gets alike. */
  readonly spec: (layout: Layout) => TopLevelSpec;
}

/** A chart drawn for light surroundings. */
export interface DrawnChart {
  readonly name: string;
  readonly title: string;
  readonly svg: string;
  /** The same for a phone. */
  readonly narrowSvg: string;
}
