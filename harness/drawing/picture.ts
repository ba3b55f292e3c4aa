import type { DrawnChart } from './chart.ts';
import { darkened } from './theme.ts';
import { escapeHtml } from '../text/html.ts';

/** A chart as files in a folder: one for light and one for dark surroundings. */
export function pictureFiles({ name, svg }: DrawnChart, folder: string) {
  return [
    { path: `${folder}/${name}.svg`, text: svg },
    { path: `${folder}/${name}-dark.svg`, text: darkened(svg) },
  ];
}

/**
 * The chart in Markdown that reaches its files by `folder`. Two files instead of a media query
 * within one: GitHub lets its reader choose a theme against the system's, and an image sees only
 * the system's.
 */
export function pictureMarkdown({ name, title }: DrawnChart, folder: string): string {
  const source = `${folder}/${name}`;
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${source}-dark.svg">`,
    `  <img alt="${escapeHtml(title)}" src="${source}.svg">`,
    '</picture>',
  ].join('\n');
}
