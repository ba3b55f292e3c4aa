import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HarnessError } from '../errors.ts';

/** A folder for files that only this run needs. */
export class ScratchFolder implements Disposable {
  readonly path: string;

  /** Throws HarnessError. */
  constructor() {
    try {
      this.path = mkdtempSync(join(tmpdir(), 'concurrency-bench-'));
    } catch (cause) {
      const reason = (cause as Error).message;
      throw new HarnessError(
        'temporary-folder',
        `no temporary files can be written: ${reason}; set TMPDIR to a folder that can be written`,
        { cause },
      );
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
