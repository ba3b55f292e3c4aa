import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { lifeOf, ownerMark, removeAbandoned, thisProcess } from '../../mock-server/owner.ts';

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

  it('leaves alone what a process of another container or machine has, also with a pid of here', () => {
    const others = [
      ownerMark().replace(/-\d+(?=-\d+-\d+-$)/, '-1'),
      ownerMark().replace(/-[0-9a-f]{12}-/, `-${'0'.repeat(12)}-`),
    ];
    for (const name of others) writeFileSync(join(folder, name), '');
    removeAbandoned(folder);
    assert.deepEqual(readdirSync(folder).sort(), others.sort());
  });

  it(
    'removes what was left before the machine was booted',
    { skip: process.platform !== 'linux' },
    () => {
      const [, host = '', boot = ''] = /-([0-9a-f]{12})-([0-9a-f]{8})-/.exec(ownerMark()) ?? [];
      const before = ownerMark().replace(`${host}-${boot}`, `${host}-00000000`);
      writeFileSync(join(folder, before), '');
      removeAbandoned(folder);
      assert.deepEqual(readdirSync(folder), []);
    },
  );
});

describe('lifeOf', () => {
  it(
    'is of a process by its name, as far as that means something here',
    { skip: process.platform !== 'linux' },
    () => {
      const own = thisProcess();
      const parts = own.split('-');
      const withPart = (index: number, text: string) => parts.with(index, text).join('-');
      const names = [own, withPart(4, '1'), withPart(2, '1'), withPart(0, '0'.repeat(12)), 'x', ''];
      assert.deepEqual(names.map(lifeOf), [
        ...['this process', 'ended', 'unknown', 'unknown', 'unknown', 'unknown'],
      ]);
    },
  );
});
