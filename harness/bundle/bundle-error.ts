import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Location, Message } from 'esbuild';

import { isProgram } from './ownership.ts';
import { shownPath } from './shown-path.ts';
import type { SourceFiles } from './source-files.ts';

/** Why a user's file cannot be built: one line that names the place and, where known, the remedy. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/** Why a file cannot be an entry at all, or null. */
export function entryProblem(file: string): string | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return `${shownPath(resolve(file))}: no such file`;
  if (!stats.isFile()) return `${shownPath(resolve(file))}: not a file`;
  if (isProgram(file)) return null;
  return `${shownPath(resolve(file))}: neither JavaScript nor TypeScript by its name`;
}

/** The first of what esbuild found, in one line, and how many more there are. */
export function firstProblem(messages: readonly Message[], sources: SourceFiles): string {
  const [first] = messages;
  if (first === undefined) return 'esbuild failed without a reason';
  const more = messages.length - 1;
  return problemOf(first, sources) + (more > 0 ? ` (and ${more} more)` : '');
}

function problemOf({ location, text, pluginName }: Message, sources: SourceFiles): string {
  if (location === null) return text;
  const path = resolve(dirname(sources.entry), location.file);
  // Complaints of the loading plugin are about the source itself, others about its JavaScript.
  const [line, column] =
    pluginName === ''
      ? sources.originalPosition(path, location.line - 1, columnOf(location))
      : [location.line - 1, columnOf(location)];
  const [, specifier] = /^Could not resolve "(.*)"$/.exec(text) ?? [];
  if (specifier === undefined) return `${shownPath(path)}:${line + 1}:${column + 1}: ${text}`;
  return `${shownPath(path)}:${line + 1}: imports "${specifier}", ${missingReason(specifier, path)}`;
}

/** esbuild counts bytes. */
function columnOf({ lineText, column }: Location): number {
  return Buffer.from(lineText).subarray(0, column).toString().length;
}

function missingReason(specifier: string, importer: string): string {
  if (/^[./]|^file:/.test(specifier)) return 'which does not exist';
  if (specifier.startsWith('#')) return 'which "imports" in package.json does not lead to a file';
  const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  if (isInstalled(name, dirname(importer)))
    return `which the installed package ${name} does not offer`;
  return `which is not installed: npm install ${name}`;
}

function isInstalled(name: string, folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', name))) return true;
  return dirname(folder) !== folder && isInstalled(name, dirname(folder));
}
