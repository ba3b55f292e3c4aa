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
      const writers: number[] = [];
      await until(() => writers.push(...writersOf(pipe)) > 0, ended);
      child.kill(name);
      assert.equal((await ended).signal, name);
      for (const writer of writers) closeSync(writer);
    });
  }
});

/** A descriptor of the other end; none until the program reads. */
function writersOf(pipe: string): readonly number[] {
  try {
    return [openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return [];
    throw error;
  }
}
