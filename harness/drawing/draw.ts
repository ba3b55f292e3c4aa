import type { TopLevelSpec } from 'vega-lite';

import type { Chart, DrawnChart } from './chart.ts';
import { escapeHtml } from '../text/html.ts';
import { wrapped } from '../text/wrap.ts';
import { chartConfig, innerWidth, type Layout, NARROW, WIDE } from './theme.ts';

/** Of the font size. */
const LETTER_WIDTH = 0.56;
/** The same of letters that are bold. */
const BOLD_LETTER_WIDTH = 0.58;

/** One after the other: Vega counts ids over a whole process. */
export async function drawCharts(charts: readonly Chart[]): Promise<readonly DrawnChart[]> {
  const drawn: DrawnChart[] = [];
  for (const chart of charts) {
    const { name, title } = chart;
    const [svg, narrowSvg] = [await drawChart(chart, WIDE), await drawChart(chart, NARROW)];
    drawn.push({ name, title, svg, narrowSvg });
  }
  return drawn;
}

/**
 * Draws with Vega, without a browser. The same chart gives the same bytes. Vega is loaded here and
 * only now: it takes a third of a second that no other command should pay.
 */
async function drawChart({ title, subtitle, spec }: Chart, layout: Layout): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const titled: TopLevelSpec = {
    ...spec(layout),
    title: {
      text: wrapped(title, lettersIn(layout, BOLD_LETTER_WIDTH * layout.titleSize)),
      subtitle: wrapped(subtitle, lettersIn(layout, LETTER_WIDTH * layout.subtitleSize)),
    },
    config: chartConfig(layout),
  };
  measureText(vega);
  // Ids within the drawing count up over all drawings of the process.
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compile(titled).spec), { renderer: 'none' });
  try {
    return `${named(rounded(await view.toSVG()), `${title}. ${subtitle}`)}\n`;
  } finally {
    view.finalize();
  }
}

function lettersIn(layout: Layout, letterWidth: number): number {
  return Math.floor(innerWidth(layout) / letterWidth);
}

/**
 * Without a canvas Vega takes 0.8 of the font size for each letter, which is far too much for the
 * fonts of the theme; 0.56 is a little more than their mean. Its typings do not know the function
 * that its own source names for this purpose (vega-scenegraph, util/text.js).
 */
function measureText(vega: object): void {
  const { textMetrics } = vega as {
    readonly textMetrics: {
      width: (item: { readonly fontSize?: number }, text: string | number) => number;
    };
  };
  textMetrics.width = ({ fontSize = 12 }, text) => LETTER_WIDTH * fontSize * String(text).length;
}

/** Hundredths of a pixel: what lies below cannot be seen and doubles the size. */
function rounded(svg: string): string {
  return svg.replaceAll(/ (?:d|transform|x|y|x2|y2|width|height)="[^"]*"/g, (attribute) =>
    attribute.replaceAll(/-?\d+\.\d{3,}(?:e-\d+)?/g, (number) => String(round(Number(number)))),
  );
}

function round(value: number): number {
  // + 0: of -0 and 0 make one.
  return Math.round(100 * value) / 100 + 0;
}

/** What a screen reader says of the whole. */
function named(svg: string, label: string): string {
  return svg.replace('<svg ', `<svg role="img" aria-label="${escapeHtml(label)}" `);
}
