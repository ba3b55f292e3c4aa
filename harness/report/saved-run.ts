import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { RunFileError } from '../../results/reading.ts';
import { type SalvagedRun, salvageRun } from '../../results/salvage.ts';
import { HarnessError } from '../errors.ts';
import { invocation } from '../project.ts';

/** A run that was read, and where it lies. */
export interface SavedRun extends SalvagedRun {
  readonly path: string;
}

/**
 * The run in a file, or in the run.json of a folder, made by this or an older version, as far as it can
 * be read. Throws HarnessError.
 */
export function readSavedRun(given: string): SavedRun {
  const isFolder = statSync(given, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(given, 'run.json') : given;
  try {
    return { path, ...salvageRun(readFileSync(path, 'utf8')) };
  } catch (error) {
    if (error instanceof RunFileError) {
      throw new HarnessError('not-a-run-file', `${path}: ${error.message}`, { cause: error });
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === 'ENOENT' ? 'no such file' : code;
    const message = `${path}: ${why}; name a run file, or make one with ${invocation('compare')}`;
    throw new HarnessError('no-run-file', message, { cause: error });
  }
}
