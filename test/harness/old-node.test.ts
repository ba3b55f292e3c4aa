import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { ROOT } from '../support/command.ts';

/** Runs a file on a Node that takes itself for another version. */
function runOn(version: string, file: string) {
  const versions = `{ ...process.versions, node: ${JSON.stringify(version)} }`;
  const code = `Object.defineProperty(process, 'versions', { value: ${versions} });`;
  const preload = `--import=data:text/javascript,${encodeURIComponent(code)}`;
  const words = [preload, join(ROOT, file), '--version'];
  return spawnSync(process.execPath, words, { encoding: 'utf8' });
}

describe('a Node that is too old', () => {
  for (const file of ['harness/bin.cjs', 'harness/cli.ts']) {
    it(`ends ${file} with 2 and one line`, () => {
      for (const version of ['8.17.0', '20.20.2', '22.18.0']) {
        const { status, stdout, stderr } = runOn(version, file);
        assert.deepEqual([status, stdout], [2, '']);
        assert.match(
          stderr,
          new RegExp(`^concurrency-bench: this is Node ${version}, [^\\n]+\\n$`),
        );
      }
    });
  }

  it('is none from the oldest that package.json names on', () => {
    const { status, stdout, stderr } = runOn('22.19.0', 'harness/cli.ts');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
