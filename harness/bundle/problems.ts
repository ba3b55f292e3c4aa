import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Location, Message } from 'esbuild';

import { isProgram } from './ownership.ts';
import { foldersUp } from '../folders-up.ts';
import { shownPath } from './shown-path.ts';
import type { SourceFiles } from './source-files.ts';

/** Why a file cannot be built at all, in one line, or null. */
export function entryProblem(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  const shown = shownPath(resolve(file));
  if (stats === undefined) return `${shown}: no such file`;
  if (!stats.isFile()) return `${shown}: not a file`;
  if (!isProgram(file)) return `${shown}: neither JavaScript nor TypeScript, by its ending`;
  return null;
}

/** The first of what esbuild found, in one line, and how many more there are. */
export function firstProblem(messages: readonly Message[], sources: SourceFiles): string {
  // What is wrong with tsconfig.json is found for each source.
  const [first = '', ...others] = new Set(messages.map((message) => problemOf(message, sources)));
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

function problemOf({ location, text }: Message, sources: SourceFiles): string {
  if (location === null) return text;
  const path = resolve(dirname(sources.entry), location.file);
  const [line, column] = positionOf(location, path, sources);
  const [, specifier] = /^Could not resolve "(.*)"$/.exec(text) ?? [];
  if (specifier === undefined) return `${shownPath(path)}:${line + 1}:${column + 1}: ${text}`;
  const why = whyUnresolved(specifier, dirname(path));
  return `${shownPath(path)}:${line + 1}: imports "${specifier}", ${why}`;
}

/** Line and column in the source, both from 0. */
function positionOf(
  { line, column, lineText }: Location,
  path: string,
  sources: SourceFiles,
): readonly [number, number] {
  // esbuild counts lines from 1 and columns in bytes from 0.
  const columnInText = Buffer.from(lineText).subarray(0, column).toString().length;
  return sources.originalPosition(path, line - 1, columnInText);
}

function whyUnresolved(specifier: string, importingFolder: string): string {
  if (/^[./]|^file:/.test(specifier)) return 'which does not exist';
  if (specifier.startsWith('#')) return 'which "imports" of package.json does not lead to a file';
  const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  if (!isInstalled(name, importingFolder)) return `which is not installed: npm install ${name}`;
  return `which its package does not export, or which is not built yet`;
}

function isInstalled(name: string, folder: string): boolean {
  return foldersUp(folder).some((each) => existsSync(join(each, 'node_modules', name)));
}
