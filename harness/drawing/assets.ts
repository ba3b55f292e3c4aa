import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { COLOUR_PAIRS } from './theme.ts';

/** What the page carries within itself. */
export interface Assets {
  readonly css: string;
  readonly script: string;
  /** Lets the browser run and apply just these two, whatever else got into the page. */
  readonly contentSecurityPolicy: string;
}

export function readAssets(): Assets {
  const css = `${readAsset('page.css')}${darkCharts()}`;
  const script = readAsset('page.js');
  const policy = [
    "default-src 'none'",
    `style-src '${policyHash(css)}'`,
    `script-src '${policyHash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return { css, script, contentSecurityPolicy: policy.join('; ') };
}

/** By the name that package.json gives the folder: tsc copies no such files to dist. */
function readAsset(name: 'page.css' | 'page.js'): string {
  return readFileSync(new URL(import.meta.resolve(`#page/${name}`)), 'utf8');
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
