import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { BUILT_ENDING, DEFAULT_EXPORT } from './built-file.ts';
import { shownPath } from './shown-path.ts';

/** Up to a place in a built file: the text before and its path or URL, its line and, mostly, column. */
const POSITION = new RegExp(
  `([^\\n]*?${BUILT_ENDING.replaceAll('.', '\\.')}):(\\d+)(?::(\\d+))?`,
  'g',
);

const FRAME = /^ {4}at /;
/** Folder of this program, as URLs of its files begin. */
const SUITE = new URL('../..', import.meta.url).href;

/**
 * Rewrites positions in built files to those in the user's sources, by the maps beside the built
 * files. All other text stays as it is.
 */
export function originalStack(text: string): string {
  if (!text.includes(BUILT_ENDING)) return text;
  const maps = new Map<string, SourceMap>();
  return text.replaceAll(POSITION, (whole, before: string, line: string, column?: string) => {
    const found = builtFileAtEnd(before);
    if (found === null) return whole;
    const map = maps.get(found.path) ?? mapOf(found.path);
    maps.set(found.path, map);
    const position = originalPosition(found.path, map, Number(line), column);
    return position === null ? whole : before.slice(0, found.start) + position;
  });
}

/** The same without the frames below the user's: of this program, of Node, and what the bundler has added. */
export function userStack(text: string): string {
  const lines = originalStack(text).split('\n');
  return lines.filter((line) => !FRAME.test(line) || !isForeign(line)).join('\n');
}

function isForeign(line: string): boolean {
  const isOurs = line.includes(SUITE) || line.includes(BUILT_ENDING);
  return isOurs || /\(node:|at (async )?node:|\(<anonymous>\)$/.test(line);
}

/** The built file whose path or URL ends a text. Paths may contain spaces, so that each `/` may begin one. */
function builtFileAtEnd(text: string): { readonly start: number; readonly path: string } | null {
  const [url] = /file:\/\/\S*$/.exec(text) ?? [];
  if (url !== undefined) {
    const path = fileURLToPath(url);
    return existsSync(`${path}.map`) ? { start: text.length - url.length, path } : null;
  }
  for (let start = text.indexOf('/'); start >= 0; start = text.indexOf('/', start + 1)) {
    const path = text.slice(start);
    if (existsSync(`${path}.map`)) return { start, path };
  }
  return null;
}

function mapOf(path: string): SourceMap {
  return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload);
}

/** A line alone is that of its last token. */
function originalPosition(
  path: string,
  map: SourceMap,
  line: number,
  column: string | undefined,
): string | null {
  const entry = map.findEntry(line - 1, column === undefined ? Infinity : Number(column) - 1);
  if (!('originalSource' in entry) || entry.originalSource.endsWith(DEFAULT_EXPORT)) return null;
  // Sources are URLs relative to the map's own.
  const source = shownPath(fileURLToPath(new URL(entry.originalSource, pathToFileURL(path))));
  const place = `${source}:${entry.originalLine + 1}`;
  return column === undefined ? place : `${place}:${entry.originalColumn + 1}`;
}
