import type { DrawnChart } from './charts/chart.ts';
import { darkened } from './charts/theme.ts';
import { escapeHtml } from './html.ts';

/** Folder of the drawings, below that of the report. */
const FOLDER = 'charts';

/** A chart as files: one for light and one for dark surroundings. */
export function pictureFiles({ name, svg }: DrawnChart) {
  return [
    { path: `${FOLDER}/${name}.svg`, text: svg },
    { path: `${FOLDER}/${name}-dark.svg`, text: darkened(svg) },
  ];
}

/**
 * The chart in Markdown, from a folder that reaches the report's by `base`. Two files instead of a
 * media query within one: GitHub lets its reader choose a theme against the system's, and an image
 * sees only the system's.
 */
export function pictureMarkdown({ name, title }: DrawnChart, base: string): string {
  const source = `${base}/${FOLDER}/${name}`;
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${source}-dark.svg">`,
    `  <img alt="${escapeHtml(title)}" src="${source}.svg">`,
    '</picture>',
  ].join('\n');
}
