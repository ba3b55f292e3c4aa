import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HarnessError } from '../errors.ts';

/** A folder for files that only this run needs, removed when disposed of. Throws HarnessError. */
export function scratchFolder() {
  try {
    return mkdtempDisposableSync(join(tmpdir(), 'concurrency-bench-'));
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HarnessError(
      'temporary-folder',
      `no temporary files can be written: ${reason}; set TMPDIR to a folder that can be written`,
      { cause },
    );
  }
}
