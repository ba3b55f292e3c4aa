import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

const SCRATCH = pathToFileURL(
  join(import.meta.dirname, '../../../harness/engine/scratch-folder.ts'),
).href;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scratch-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Makes a scratch folder in a process that then ends like this; the path of the folder. */
function makeAnd(end: string): string {
  const program = `
    import { writeSync } from 'node:fs';
    import { scratchFolder } from ${JSON.stringify(SCRATCH)};
    const scratch = scratchFolder();
    writeSync(1, scratch.path);
    ${end};`;
  const env = { ...process.env, TMPDIR: folder };
  const args = ['--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  assert.notEqual(stdout, '', stderr);
  return stdout;
}

describe('a scratch folder', { skip: process.platform === 'win32' }, () => {
  it('is removed when it is disposed of, and when the process exits before that', () => {
    assert.equal(existsSync(makeAnd('scratch[Symbol.dispose]()')), false);
    assert.equal(existsSync(makeAnd('process.exit()')), false);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('of a process that was killed is removed by the next', () => {
    assert.equal(existsSync(makeAnd("process.kill(process.pid, 'SIGKILL')")), true);
    makeAnd('process.exit()');
    assert.deepEqual(readdirSync(folder), []);
  });
});
