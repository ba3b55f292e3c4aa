import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { replaceBy, replaceFile } from '../../mock-server/replace-file.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-file-'));
  path = join(folder, 'file');
  writeFileSync(path, 'old');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('replaceFile', () => {
  it('writes text and bytes, and leaves nothing beside them', async () => {
    await replaceFile(path, 'new');
    assert.equal(readFileSync(path, 'utf8'), 'new');
    await replaceFile(path, Buffer.from('newer'));
    assert.equal(readFileSync(path, 'utf8'), 'newer');
    assert.deepEqual(readdirSync(folder), ['file']);
  });

  it('keeps the old file when the new one cannot be made', async () => {
    const broken = replaceBy(path, (temporary) => {
      writeFileSync(temporary, 'half');
      return Promise.reject(new Error('planted'));
    });
    await assert.rejects(broken, /planted/);
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['file']);
  });

  it('keeps the old file on a full disk', { skip: process.platform === 'win32' }, () => {
    const url = pathToFileURL(join(import.meta.dirname, '../../mock-server/replace-file.ts')).href;
    const program = `
      import { replaceFile } from ${JSON.stringify(url)};
      process.on('SIGXFSZ', () => undefined);
      await replaceFile(${JSON.stringify(path)}, 'x'.repeat(100_000)).catch(({ code }) => console.log(code));`;
    // A file may not become larger than 8 KiB, so a write ends short, as on a disk that is full.
    const script = 'ulimit -f 8; exec "$0" --input-type=module --eval "$1"';
    const { stdout } = spawnSync('bash', ['-c', script, process.execPath, program]);
    assert.equal(stdout.toString(), 'EFBIG\n');
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['file']);
  });

  it("rejects with the system's error for a path that cannot be", async () => {
    mkdirSync(join(folder, 'folder'));
    await assert.rejects(replaceFile(join(folder, 'folder'), ''), { code: 'EISDIR' });
    await assert.rejects(replaceFile(join(path, 'below'), ''), { code: 'ENOTDIR' });
    assert.deepEqual(readdirSync(folder), ['file', 'folder']);
  });
});
