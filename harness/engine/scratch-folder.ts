import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ownerMark, removeAbandoned } from '../../mock-server/owner.ts';
import { HarnessError } from '../errors.ts';

interface ScratchFolder extends Disposable {
  readonly path: string;
}

/**
 * A folder for files that only this run needs, removed when disposed of, and when the process exits
 * before that. One that was killed leaves it to the next. Throws HarnessError.
 */
export function scratchFolder(): ScratchFolder {
  const path = makeFolder();
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.on('exit', remove);
  return { path, [Symbol.dispose]: remove };
}

function makeFolder(): string {
  try {
    removeAbandoned(tmpdir());
    return mkdtempSync(join(tmpdir(), ownerMark()));
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HarnessError(
      'temporary-folder',
      `no temporary files can be written: ${reason}; set TMPDIR to a folder that can be written`,
      { cause },
    );
  }
}
