import { access, constants, copyFile, mkdir, stat, utimes } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

import { replaceBy } from '../../mock-server/replace-file.ts';
import { HarnessError } from '../errors.ts';

/**
 * A copy of the running Node that only trials are started from. Harness, mock server and launcher
 * map the original; from the same file they would take a share of the trial's program text, and PSS
 * would be too low by it (docs/decisions/0004-private-executable.md). Kept in `cacheDir`, and made
 * anew when the original has changed. Where there is no PSS the original does as well.
 */
export async function privateExecutable(
  cacheDir: string,
  original = process.execPath,
): Promise<string> {
  if (process.platform !== 'linux') return original;
  const copy = resolve(cacheDir, `${basename(original)}-${process.version}`);
  try {
    if (!(await isCopy(copy, original))) await replaceByCopy(copy, original);
    // Also refused on a file system mounted noexec.
    await access(copy, constants.X_OK);
    return copy;
  } catch (error) {
    const reason = (error as Error).message;
    throw new HarnessError(
      'private-executable',
      `trials are started from a copy of Node in ${cacheDir}, which cannot be used: ${reason}`,
      { cause: error },
    );
  }
}

/** Whether both files have the same size and, in whole seconds, the same time of change. */
async function isCopy(copy: string, original: string): Promise<boolean> {
  try {
    const [ours, theirs] = await Promise.all([stat(copy), stat(original)]);
    return ours.size === theirs.size && seconds(ours.mtimeMs) === seconds(theirs.mtimeMs);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * On the disk before it is used, so that no trial runs beside the writing; a trial that runs from the
 * old copy keeps it. A reflink where the file system has them: it is a file of its own to the
 * kernel's memory, which a hard link is not.
 */
async function replaceByCopy(copy: string, original: string): Promise<void> {
  const { atime, mtimeMs } = await stat(original);
  await mkdir(dirname(copy), { recursive: true });
  await replaceBy(copy, async (temporary) => {
    await copyFile(original, temporary, constants.COPYFILE_FICLONE);
    await utimes(temporary, atime, seconds(mtimeMs));
  });
}

function seconds(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}
