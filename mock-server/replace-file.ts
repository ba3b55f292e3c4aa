import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';

import { ownerMark } from './owner.ts';

/**
 * Writes the file beside the old one, flushes and renames it, so that a reader, or another writer at
 * the same time, sees the old file or a whole new one. Rejects with the system's error. The npm
 * package write-file-atomic 7.0.1 ignores short writes: a full disk leaves it with half a file.
 */
export async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  await replaceBy(path, (temporary) => writeFile(temporary, content, { flag: 'wx' }));
}

/** The same with a file that `make` makes at the path it is given. */
export async function replaceBy(
  path: string,
  make: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${ownerMark()}${randomUUID()}.tmp`;
  try {
    await make(temporary);
    await flush(temporary);
    await rename(temporary, path);
  } catch (error) {
    // `force` does not cover a file where a folder should be.
    if (existsSync(temporary)) await rm(temporary);
    throw error;
  }
}

/** Closed when it resolves: some systems do not rename an open file. */
async function flush(path: string): Promise<void> {
  // Windows flushes only what is open for writing, and an executable may not be.
  await using file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  await file.sync();
}
