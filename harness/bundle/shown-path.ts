import { isAbsolute, relative } from 'node:path';

/** A path as the user reads it: from the working folder, where it lies below. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown.startsWith('..') || isAbsolute(shown) ? path : shown;
}
