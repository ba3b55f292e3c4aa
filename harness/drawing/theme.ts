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
  grey: ['#a3abb4', '#6a737d'],
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

/** Width in px of the part with the data: with the names left of it, what GitHub leaves a README. */
export const PLOT_WIDTH = 655;
const NAMES_WIDTH = 130;

const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif';

export const CHART_CONFIG: Config = {
  font: FONT,
  background: colour('background'),
  padding: { left: 10, right: 16, top: 12, bottom: 10 },
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'bounds',
    fontSize: 16,
    fontWeight: 600,
    color: colour('ink'),
    subtitleFontSize: 12.5,
    subtitleColor: colour('muted'),
    subtitlePadding: 6,
    lineHeight: 21,
    subtitleLineHeight: 17,
    offset: 14,
  },
  axis: {
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelColor: colour('muted'),
    titleColor: colour('muted'),
    gridColor: colour('grid'),
    domain: false,
    ticks: false,
    labelPadding: 6,
    aria: false,
  },
  axisY: { minExtent: NAMES_WIDTH, maxExtent: NAMES_WIDTH },
  header: {
    labelOrient: 'top',
    labelAnchor: 'start',
    labelFontSize: 13,
    labelColor: colour('ink'),
    labelPadding: 4,
    title: null,
  },
  legend: {
    orient: 'bottom',
    direction: 'horizontal',
    labelFontSize: 12,
    labelColor: colour('muted'),
    labelLimit: 300,
    title: null,
    symbolType: 'square',
    symbolStrokeWidth: 0,
    columnPadding: 18,
    aria: false,
  },
  text: { fontSize: 12, color: colour('ink') },
};

/** The axis of names, in the order given. */
export function namesAxis(names: readonly string[]) {
  return {
    field: 'scenario',
    type: 'nominal',
    sort: [...names],
    title: null,
    axis: { labelFontSize: 13, labelColor: colour('ink'), labelLimit: 0, grid: false },
  } as const;
}
