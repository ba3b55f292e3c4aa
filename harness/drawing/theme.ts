import type { Config } from 'vega-lite';

/**
 * Colours of every chart by meaning, in pairs for light and dark surroundings. The hues are those of
 * Okabe and Ito (jfly.uni-koeln.de/color), which stay apart for all kinds of colour vision; each is
 * used once, so that exchanging them by value turns one drawing into the other.
 */
const COLOURS = {
  background: ['#ffffff', '#0d1117'],
  ink: ['#1f2328', '#f0f6fc'],
  muted: ['#59636e', '#9198a1'],
  grid: ['#e3e7ec', '#262c34'],
  blue: ['#0072b2', '#4aa8e0'],
  orange: ['#e69f00', '#e8a915'],
  green: ['#009e73', '#17b489'],
  sky: ['#8ccbee', '#2f6f94'],
  purple: ['#cc79a7', '#d48bb3'],
  vermillion: ['#d55e00', '#f07a28'],
  brown: ['#8c5a2b', '#b98a5a'],
  grey: ['#8b949e', '#7d8590'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type ColourName = keyof typeof COLOURS;

/** The same pairs for what shows the charts, such as the page's styles. */
export const COLOUR_PAIRS: readonly (readonly [light: string, dark: string])[] =
  Object.values(COLOURS);

/** The light one; charts are drawn in these. */
export function colour(name: ColourName): string {
  return COLOURS[name][0];
}

/** The same drawing for dark surroundings. */
export function darkened(svg: string): string {
  const dark = new Map<string, string>(COLOUR_PAIRS);
  return svg.replaceAll(/(?<=(?:fill|stroke)=")#[0-9a-f]{6}(?=")/g, (hex) => dark.get(hex) ?? hex);
}

/** Room that a chart is drawn for. Sizes are in px. */
export interface Layout {
  /** The part with the data, and the names left of it. */
  readonly plot: number;
  readonly names: number;
  readonly titleSize: number;
  readonly subtitleSize: number;
  /** Of names; marks of axes are one smaller. */
  readonly nameSize: number;
  /** About how many marks an axis has. */
  readonly ticks: number;
  /** 0: all entries beside one another. */
  readonly legendColumns: number;
}

/** For pages and for what GitHub leaves a README. */
export const WIDE: Layout = {
  ...{ plot: 655, names: 130, titleSize: 16, subtitleSize: 12.5, nameSize: 13 },
  ...{ ticks: 8, legendColumns: 0 },
};

/** For a phone, with letters of nearly the same size. */
export const NARROW: Layout = {
  ...{ plot: 250, names: 108, titleSize: 14, subtitleSize: 12, nameSize: 12 },
  ...{ ticks: 4, legendColumns: 2 },
};

const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif';
const PADDING = { left: 10, right: 16, top: 12, bottom: 10 };

/** All of a drawing between its left and right padding. */
export function innerWidth({ plot, names }: Layout): number {
  return plot + names;
}

export function chartConfig(layout: Layout): Config {
  const { names, titleSize, subtitleSize, nameSize, legendColumns } = layout;
  const small = nameSize - 1;
  return {
    font: FONT,
    background: colour('background'),
    padding: PADDING,
    view: { stroke: null },
    title: {
      ...{ anchor: 'start', frame: 'bounds', offset: 14 },
      ...{ fontSize: titleSize, fontWeight: 600, color: colour('ink') },
      ...{ subtitleFontSize: subtitleSize, subtitleColor: colour('muted'), subtitlePadding: 6 },
      ...{ lineHeight: titleSize + 5, subtitleLineHeight: subtitleSize + 4.5 },
    },
    axis: {
      ...{ labelFontSize: small, titleFontSize: small, titleFontWeight: 'normal' },
      ...{ labelColor: colour('muted'), titleColor: colour('muted'), gridColor: colour('grid') },
      ...{ domain: false, ticks: false, labelPadding: 6, aria: false },
    },
    axisY: { minExtent: names, maxExtent: names, labelFontSize: nameSize, labelLimit: names - 6 },
    header: {
      ...{ labelOrient: 'top', labelAnchor: 'start', labelPadding: 4, title: null },
      ...{ labelFontSize: nameSize, labelColor: colour('ink') },
    },
    legend: {
      ...{ orient: 'bottom', direction: 'horizontal', columns: legendColumns, columnPadding: 18 },
      ...{ labelFontSize: small, labelColor: colour('muted'), labelLimit: 300, title: null },
      ...{ symbolType: 'square', symbolStrokeWidth: 0, aria: false },
      // Of a legend of tints, which has no colour of its own.
      ...{ symbolBaseFillColor: colour('muted'), symbolBaseStrokeColor: 'transparent' },
    },
    text: { fontSize: small, color: colour('ink') },
  };
}

/** A name too long for one line of the narrowest layout is broken behind its first hyphen. */
const BROKEN_NAME = `length(datum.label) > 16 && indexof(datum.label, '-') > 0
  ? [slice(datum.label, 0, indexof(datum.label, '-') + 1), slice(datum.label, indexof(datum.label, '-') + 1)]
  : datum.label`;

/** The axis of names, in the order given. */
export function namesAxis(names: readonly string[]) {
  return {
    field: 'scenario',
    type: 'nominal',
    sort: [...names],
    title: null,
    axis: { labelColor: colour('ink'), grid: false, labelExpr: BROKEN_NAME },
  } as const;
}
