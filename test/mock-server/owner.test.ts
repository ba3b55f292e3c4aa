import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { ownerMark, removeAbandoned } from '../../mock-server/owner.ts';

const OWNER = pathToFileURL(join(import.meta.dirname, '../../mock-server/owner.ts')).href;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owner-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The mark of a process that has ended. */
function markOfAnother(): string {
  const program = `import { ownerMark } from ${JSON.stringify(OWNER)}; console.log(ownerMark());`;
  const args = ['--input-type=module', '--eval', program];
  return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
}

describe('removeAbandoned', { skip: process.platform === 'win32' }, () => {
  it('removes files and folders of processes that have ended, and nothing else', () => {
    const ended = markOfAnother();
    mkdirSync(join(folder, `${ended}abc/below`), { recursive: true });
    writeFileSync(join(folder, `node-v1.${ended}abc.tmp`), '');
    const kept = [`${ownerMark()}abc`, 'concurrency-bench-abc', 'concurrency-bench-1-2-3', 'x.tmp'];
    for (const name of kept) writeFileSync(join(folder, name), '');
    removeAbandoned(folder);
    assert.deepEqual(readdirSync(folder).sort(), kept.sort());
  });

  it('knows a pid that is used again', { skip: process.platform !== 'linux' }, () => {
    const [start = ''] = ownerMark().split('-').slice(-2);
    writeFileSync(join(folder, ownerMark().replace(start, '1')), '');
    removeAbandoned(folder);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leaves alone what a process of another container has', () => {
    const elsewhere = 'concurrency-bench-1-4194305-1-abc';
    writeFileSync(join(folder, elsewhere), '');
    removeAbandoned(folder);
    assert.deepEqual(readdirSync(folder), [elsewhere]);
  });
});
