import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import { start } from '../../support/command.ts';
import { until } from '../../support/until.ts';

// A pipe with a name holds the program up in the middle of its work.
const skip = process.platform === 'win32';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-signal-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('report, while it works and hears nothing', { skip }, () => {
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends by ${name} at once`, async () => {
      const pipe = join(folder, 'run.json');
      spawnSync('mkfifo', [pipe]);
      const { child, ended } = start('report', pipe);
      let writer: number | null = null;
      await until(() => (writer = writerOf(pipe)) !== null, ended);
      child.kill(name);
      assert.equal((await ended).signal, name);
      closeSync(writer ?? NaN);
    });
  }
});

/** Null until the program reads. */
function writerOf(pipe: string): number | null {
  try {
    return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return null;
    throw error;
  }
}
