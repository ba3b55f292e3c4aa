import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HarnessError } from '../errors.ts';

interface ScratchFolder extends Disposable {
  readonly path: string;
}

/** A folder for files that only this run needs, removed when disposed of. Throws HarnessError. */
export function scratchFolder(): ScratchFolder {
  const path = makeFolder();
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'concurrency-bench-'));
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HarnessError(
      'temporary-folder',
      `no temporary files can be written: ${reason}; set TMPDIR to a folder that can be written`,
      { cause },
    );
  }
}
