import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { makeFolder } from '../files.ts';

/**
 * Results that are complete move to `previous` beside them, so that a new run that is interrupted
 * costs nothing; incomplete ones give way. `belongings` are the names of what moves together, the
 * file of the results themselves first.
 */
export function keepPrevious(
  outDir: string,
  belongings: readonly [string, ...string[]],
  isComplete: (text: string) => boolean,
): void {
  const path = join(outDir, belongings[0]);
  if (!existsSync(path)) return;
  if (!isComplete(readFileSync(path, 'utf8'))) return;
  const previous = join(outDir, 'previous');
  makeFolder(previous);
  for (const name of belongings) {
    const kept = join(previous, name);
    // A folder that is not empty cannot be renamed over.
    rmSync(kept, { recursive: true, force: true });
    if (existsSync(join(outDir, name))) renameSync(join(outDir, name), kept);
  }
}
