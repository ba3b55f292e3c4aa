import { constants, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
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

/** Adds to a file that is there, and resolves when the disk has it. */
export async function appendToFile(path: string, text: string): Promise<void> {
  await using file = await open(path, constants.O_WRONLY | constants.O_APPEND);
  await file.writeFile(text);
  await file.datasync();
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
