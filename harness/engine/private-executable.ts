import { access, constants, copyFile, mkdir, open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { removeAbandoned } from '../../mock-server/owner.ts';
import { replaceBy } from '../../mock-server/replace-file.ts';
import { HarnessError } from '../errors.ts';

/** Compared at once. */
const CHUNK_BYTES = 2 ** 22;

/**
 * A copy of the running Node that only trials are started from. Harness, mock server and launcher
 * map the original; from the same file they would take a share of the trial's program text, and PSS
 * would be too low by it (docs/decisions/0004-private-executable.md). Kept in `cacheDir`, and made
 * anew when it differs from the original. Where there is no PSS the original does as well.
 */
export async function privateExecutable(
  cacheDir: string,
  original = process.execPath,
  version = process.version,
): Promise<string> {
  if (process.platform !== 'linux') return original;
  const copy = resolve(cacheDir, `${basename(original)}-${version}`);
  try {
    await mkdir(cacheDir, { recursive: true });
    removeAbandoned(cacheDir);
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

/** Whether both files have the same bytes: a damaged Node would fail as if models had. */
async function isCopy(copy: string, original: string): Promise<boolean> {
  try {
    await using ours = await open(copy);
    await using theirs = await open(original);
    if ((await ours.stat()).size !== (await theirs.stat()).size) return false;
    const [one, other] = [Buffer.allocUnsafe(CHUNK_BYTES), Buffer.allocUnsafe(CHUNK_BYTES)];
    for (;;) {
      const [{ bytesRead }, read] = await Promise.all([ours.read(one), theirs.read(other)]);
      if (bytesRead !== read.bytesRead) return false;
      if (!one.subarray(0, bytesRead).equals(other.subarray(0, bytesRead))) return false;
      if (bytesRead === 0) return true;
    }
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
  await replaceBy(copy, (temporary) => copyFile(original, temporary, constants.COPYFILE_FICLONE));
}
