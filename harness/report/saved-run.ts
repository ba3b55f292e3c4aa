import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { RunFileError } from '../../results/reading.ts';
import { HarnessError } from '../errors.ts';

/** Where a run lies: the file itself, or the folder that holds its run.json. */
export function savedRunPath(given: string): string {
  return statSync(given, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(given, 'run.json')
    : given;
}

/** A run made by this or an older version, read by `parseRun` or `salvageRun`. Throws HarnessError. */
export function readSavedRun<Run>(path: string, read: (text: string) => Run): Run {
  try {
    return read(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof RunFileError) {
      throw new HarnessError('not-a-run-file', `${path}: ${error.message}`, { cause: error });
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === 'ENOENT' ? 'no such file' : code;
    const message = `${path}: ${why}; name a run file, or make one with npm run compare`;
    throw new HarnessError('no-run-file', message, { cause: error });
  }
}
