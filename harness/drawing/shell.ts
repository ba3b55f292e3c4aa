import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { DrawnChart } from './chart.ts';
import { escapeHtml, htmlTable } from '../text/html.ts';
import type { Table } from '../text/table.ts';
import { COLOUR_PAIRS } from './theme.ts';

/** What every page is made of: one file that needs neither network nor JavaScript to be read. */
export function shell(page: {
  readonly title: string;
  /** What is said before any figure. */
  readonly opening: readonly string[];
  /** HTML. */
  readonly content: readonly string[];
}): string {
  const { css, script, policy } = readAssets();
  const opening = page.opening.map((line) => `<p class="status">${escapeHtml(line)}</p>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<style>${css}</style>
</head>
<body>
<header>
<h1>${escapeHtml(page.title)}</h1>
${opening.join('\n')}
</header>
<main>
${page.content.join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** A section of a page that its list of contents names. */
export interface Part {
  readonly title: string;
  /** HTML. */
  readonly content: string;
}

/** A list of contents and the sections that it leads to. */
export function partsWithContents(parts: readonly Part[]): readonly string[] {
  const ids = anchors(parts.map(({ title }) => title));
  const links = parts.map(
    ({ title }, index) => `<li><a href="#${ids[index] ?? ''}">${escapeHtml(title)}</a></li>`,
  );
  return [
    `<nav aria-label="Contents">\n<ul>\n${links.join('\n')}\n</ul>\n</nav>`,
    ...parts.map(({ title, content }, index) => section(title, content, ids[index])),
  ];
}

export function tableSection(table: Table): string {
  return section(table.title, htmlTable(table));
}

/** `id`: what a cell with that `linkTo` leads to. */
export function section(title: string, content: string, id?: string): string {
  const anchor = id === undefined ? '' : ` id="${escapeHtml(id)}"`;
  return `<section${anchor}>\n<h2>${escapeHtml(title)}</h2>\n${content}\n</section>`;
}

/** Drawn wide and narrow, of which styles show one. Vega escapes what it draws. */
export function figure({ svg, narrowSvg }: DrawnChart): string {
  return `<figure class="chart">\n<div class="wide">\n${svg}</div>\n<div class="narrow">\n${narrowSvg}</div>\n</figure>`;
}

export function list(lines: readonly string[]): string {
  return `<ul>\n${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}\n</ul>`;
}

/** `start-to-exit` of `Start to exit`; of titles that come out alike each but the first with a number. */
function anchors(titles: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const words =
      title
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        ?.join('-') ?? 'section';
    let anchor = words;
    for (let number = 2; taken.has(anchor); number++) anchor = `${words}-${number}`;
    taken.add(anchor);
    return anchor;
  });
}

/** What the page carries within itself; the policy lets the browser run and apply just that. */
function readAssets() {
  const css = `${readAsset('page.css')}${darkCharts()}`;
  const script = readAsset('page.js');
  const policy = [
    "default-src 'none'",
    `style-src '${policyHash(css)}'`,
    `script-src '${policyHash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return { css, script, policy: policy.join('; ') };
}

function readAsset(name: 'page.css' | 'page.js'): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** Charts are drawn once, in their light colours; the page exchanges them by value. */
function darkCharts(): string {
  const rules = COLOUR_PAIRS.flatMap(([light, dark]) =>
    (['fill', 'stroke'] as const).map(
      (property) => `.chart [${property}='${light}']{${property}:${dark}}`,
    ),
  );
  return `@media (prefers-color-scheme:dark){\n${rules.join('\n')}\n}\n`;
}

function policyHash(text: string): string {
  return `sha256-${hash('sha256', text, 'base64')}`;
}
