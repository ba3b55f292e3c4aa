import { readFileSync } from 'node:fs';

import type { Scenario } from '../../results/format.ts';
import { answer } from '../analysis/answer.ts';
import type { Summary } from '../analysis/summary.ts';
import type { Part } from '../drawing/shell.ts';
import { packageFile } from '../project.ts';
import { escapeHtml } from '../text/html.ts';
import { formatList } from '../text/format.ts';
import { codeBlock, escapeText } from '../text/markdown.ts';

const TITLE = 'Start with this program';

/** The smallest program of the recommended model, for work like that of the run. */
interface Starter {
  readonly words: string;
  readonly source: string;
}

/** By what a worker is. */
const PROGRAMS = { none: 'one-loop', thread: 'piscina', process: 'fork' } as const;

export function starterMarkdown(summary: Summary): readonly string[] {
  const starter = starterOf(summary);
  if (starter === null) return [];
  return [`## ${TITLE}`, escapeText(starter.words), codeBlock(starter.source.trimEnd(), 'js')];
}

/** The same for the page. */
export function starterParts(summary: Summary): readonly Part[] {
  const starter = starterOf(summary);
  if (starter === null) return [];
  const content = `<p>${escapeHtml(starter.words)}</p>\n<pre>${escapeHtml(starter.source)}</pre>`;
  return [{ title: TITLE, content }];
}

/** Null where no model can be recommended, and for one of the user's own, which is written already. */
function starterOf(summary: Summary): Starter | null {
  const { model } = answer(summary);
  const scenario = summary.scenarios.find((one) => one.scenario.id === model)?.scenario;
  if (scenario?.modelFile !== null) return null;
  const { label, isolation } = scenario;
  if (isolation === null) return null;
  const kind = scenario.mock === null ? 'functions' : 'requests';
  const path = `examples/starters/${PROGRAMS[isolation]}-${kind}.mjs`;
  const words = `The smallest program that works like ${label} (${path}).${settingsText(scenario)}`;
  return { words, source: readFileSync(packageFile(path), 'utf8') };
}

/** What to set for the load of the run, with a space before it. */
function settingsText({ settings, isolation, mock }: Scenario): string {
  if (settings === null) return '';
  const { workers, inFlight } = settings;
  const requests = isolation === 'none' ? workers * inFlight : inFlight;
  const set = [
    ...(isolation === 'none' ? [] : [`WORKERS to ${workers}`]),
    ...(mock === null ? [] : [`IN_FLIGHT to ${requests}`]),
  ];
  return set.length === 0 ? '' : ` Set ${formatList(set)} for the load of the run.`;
}
