import { hash } from 'node:crypto';
import { basename, extname } from 'node:path';

/** The syntax that the running Node knows stays as it is. */
export const ESBUILD_TARGET = `node${process.versions.node}`;

/** Ending of every built file, by which stacks are searched. */
export const BUILT_ENDING = '.built.mjs';

/** Name of the built file of a source; `part` is what it exports, where that is not everything. */
export function builtName(source: string, part = ''): string {
  // Of the whole path, since sources in different folders may share a name.
  const key = hash('sha256', source + part).slice(0, 8);
  return `${basename(source, extname(source))}-${key}${BUILT_ENDING}`;
}

/** In source maps: the lines that are no user's, and give a built file its default export. */
export const DEFAULT_EXPORT = 'built-default-export';

/** Code for the `require` of a source, by its URL. It loads nothing that Node has not loaded. */
export function requireOf(url: string): string {
  return `process.getBuiltinModule("node:module").createRequire(${JSON.stringify(url)})`;
}
