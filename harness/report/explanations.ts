import { readFileSync } from 'node:fs';

import type { Finding, FindingCode } from '../analysis/finding.ts';
import type { Part } from '../drawing/shell.ts';
import { packageFile } from '../project.ts';
import { escapeHtml } from '../text/html.ts';
import { escapeText } from '../text/markdown.ts';

/** What is said of findings that the run has: a report can be read without docs/findings.md beside it. */
export const EXPLANATIONS_TITLE = 'Findings explained';

/** Where the page explains a finding. */
export function explanationAnchor(code: FindingCode): string {
  return `finding-${code}`;
}

export function explanationsMarkdown(findings: readonly Finding[]): readonly string[] {
  const each = explained(findings).map(
    ({ code, paragraphs }) =>
      `- **${code}**: ${paragraphs.map((text) => escapeText(text)).join('\n\n  ')}`,
  );
  return each.length === 0 ? [] : [`## ${EXPLANATIONS_TITLE}`, each.join('\n')];
}

/** The same for the page. */
export function explanationsParts(findings: readonly Finding[]): readonly Part[] {
  const each = explained(findings).map(({ code, paragraphs }) => {
    const texts = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
    // Browsers open what a link leads into, not what it leads to.
    const content = `<div id="${explanationAnchor(code)}">\n${texts}\n</div>`;
    return `<details><summary>${code}</summary>\n${content}\n</details>`;
  });
  return each.length === 0 ? [] : [{ title: EXPLANATIONS_TITLE, content: each.join('\n') }];
}

interface Explanation {
  readonly code: FindingCode;
  /** Without markup. */
  readonly paragraphs: readonly string[];
}

/** Of docs/findings.md, which is the one place where findings are explained. */
function explained(findings: readonly Finding[]): readonly Explanation[] {
  if (findings.length === 0) return [];
  const page = readFileSync(packageFile('docs/findings.md'), 'utf8');
  const sections = new Map(page.split(/^#+ /m).map((text) => [/^`(.+)`$/m.exec(text)?.[1], text]));
  return [...new Set(findings.map(({ code }) => code))].map((code) => {
    const [, ...paragraphs] = (sections.get(code) ?? '').trim().split(/\n{2,}/);
    return { code, paragraphs: paragraphs.map(plain) };
  });
}

/** One line, without references to other pages, which may lie elsewhere. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\s*\(\[[^\]]+\]\([^)]+\)\)/g, '')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ');
}
