import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import { HarnessError } from './errors.ts';

/**
 * Writes the file beside the old one, flushes and renames it: whatever happens, one of the two lies
 * there whole.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFlushed(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    // `force` does not cover a file where a folder should be.
    if (existsSync(temporary)) rmSync(temporary);
    throw error;
  }
}

/** Not mkdirSync's `recursive`: below a folder that takes none, such as /proc, it never ends. */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** `place` is the flag and its folder. */
export function notWritable(place: string, cause: unknown): HarnessError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError('output-not-writable', `${place} cannot be written: ${reason}`, {
    cause,
  });
}

async function writeFlushed(path: string, text: string): Promise<void> {
  await using file = await open(path, 'w');
  await file.writeFile(text);
  await file.sync();
}
