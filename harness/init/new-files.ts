import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { HarnessError } from '../errors.ts';

export interface NewFile {
  /** From the working folder on, as the user is shown it. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes the files and makes their folders. Where one of them exists none is written. Throws
 * HarnessError.
 */
export function writeNewFiles(files: readonly NewFile[]): void {
  const taken = files.find(({ path }) => existsSync(path));
  if (taken !== undefined) {
    const message = `${taken.path} exists and is not replaced: move it away or name another file`;
    throw new HarnessError('file-exists', message);
  }
  for (const { path, text } of files) writeNewFile(path, text);
}

function writeNewFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
  } catch (cause) {
    const message = `${path} cannot be written: ${(cause as Error).message}`;
    throw new HarnessError('output-not-writable', message, { cause });
  }
}
