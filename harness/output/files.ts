import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { HarnessError } from '../errors.ts';

/**
 * Returns the folders that had to be made, outermost first. Not mkdirSync's `recursive`: below a
 * folder that takes none, such as /proc, it never ends.
 */
export function makeFolder(path: string): readonly string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return [];
  const above = makeFolder(dirname(path));
  mkdirSync(path);
  return [...above, path];
}

/** A folder with anything in it stays. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code)) throw error;
  }
}

/** `place` is the flag and its folder. */
export function notWritable(place: string, cause: unknown): HarnessError {
  const reason = (cause as Error).message;
  return new HarnessError('output-not-writable', `${place} cannot be written: ${reason}`, {
    cause,
  });
}
