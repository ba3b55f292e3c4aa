import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { execa } from 'execa';

import {
  expectOpenFiles,
  openFilesAdvice,
  openFilesLimit,
} from '../../../harness/engine/open-files.ts';
import { SETTINGS } from '../../support/run.ts';

const MODULE = new URL('../../../harness/engine/open-files.ts', import.meta.url).href;

describe('openFilesLimit', () => {
  it('is that of ulimit', { skip: process.platform !== 'linux' }, async () => {
    const program = `import { openFilesLimit } from '${MODULE}'; console.log(openFilesLimit());`;
    const command = 'ulimit -n 128 && exec "$0" --input-type=module --eval "$1"';
    const { stdout } = await execa('sh', ['-c', command, process.execPath, program]);
    assert.equal(stdout, '128');
  });

  it('is not known where the system does not say', () => {
    assert.equal(openFilesLimit('/nowhere'), null);
  });
});

describe('expectOpenFiles', () => {
  it('refuses more connections than a process may have, naming limit and flags', () => {
    const refused = {
      code: 'open-files',
      message: /400 .*128 .*ulimit -n.*--in-flight.*--workers/,
    };
    assert.throws(() => {
      expectOpenFiles(SETTINGS, 128);
    }, refused);
    // Libraries and pipes need files as well.
    assert.throws(() => {
      expectOpenFiles(SETTINGS, 420);
    }, /to 450 or more/);
    expectOpenFiles(SETTINGS, 450);
    expectOpenFiles(SETTINGS, 1024);
    expectOpenFiles(SETTINGS, null);
    expectOpenFiles({ ...SETTINGS, items: 50 }, 128);
  });
});

describe('openFilesAdvice', () => {
  it('is for failures by that limit alone', () => {
    for (const code of ['EMFILE', 'ENFILE']) {
      const text = `Error: ${code}: too many open files`;
      assert.match(openFilesAdvice(text, 128), /ulimit -n, 128 here.*--in-flight/);
    }
    assert.equal(openFilesAdvice('ENOENT: no such file', 128), '');
  });
});
