import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { HarnessError } from '../../../harness/errors.ts';
import type { TreeMemory } from '../../../harness/measure/messages.ts';
import { Launcher } from '../../../harness/measure/launcher.ts';
import { privateExecutable } from '../../../harness/engine/private-executable.ts';
import { ownerMark } from '../../../mock-server/owner.ts';
import { nodeCommand } from '../../support/programs/commands.ts';

const MIB = 2 ** 20;
const onLinux = { skip: process.platform === 'linux' ? false : 'PSS is to be had on Linux only' };

let folder: string;
let cacheDir: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-executable-'));
  cacheDir = join(folder, 'cache');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the private executable', onLinux, () => {
  let original: string;

  beforeEach(async () => {
    original = join(folder, 'program');
    await writeOriginal('one');
  });

  async function writeOriginal(word: string): Promise<void> {
    await writeFile(original, `#!/bin/sh\necho ${word}\n`, { mode: 0o755 });
  }

  it('is another file with the same content, and runs', async () => {
    const copy = await privateExecutable(cacheDir, original);
    assert.notEqual((await stat(copy)).ino, (await stat(original)).ino);
    assert.deepEqual(await readFile(copy), await readFile(original));
    assert.equal((await promisify(execFile)(copy)).stdout, 'one\n');
    assert.equal((await readdir(cacheDir)).length, 1, 'nothing lies beside it');
  });

  it('is made once', async () => {
    const copy = await privateExecutable(cacheDir, original);
    const { ino } = await stat(copy);
    assert.equal(await privateExecutable(cacheDir, original), copy);
    assert.equal((await stat(copy)).ino, ino);
  });

  it('is made anew when the original has changed, in whichever way', async () => {
    const copy = await privateExecutable(cacheDir, original);
    for (const word of ['longer', 'sooner']) {
      await writeOriginal(word);
      await privateExecutable(cacheDir, original);
      assert.equal((await promisify(execFile)(copy)).stdout, `${word}\n`);
    }
    assert.equal((await readdir(cacheDir)).length, 1, 'the old one is gone');
  });

  it('is made anew when it was damaged, also with its size and time kept', async () => {
    const copy = await privateExecutable(cacheDir, original);
    const { atime, mtime, size } = await stat(copy);
    await writeFile(copy, 'x'.repeat(size));
    await utimes(copy, atime, mtime);
    await privateExecutable(cacheDir, original);
    assert.deepEqual(await readFile(copy), await readFile(original));
  });

  it('comes with a sweep of copies that a kill has broken off', async () => {
    await mkdir(cacheDir);
    const [pid] = ownerMark().split('-').slice(-3);
    const ended = ownerMark().replace(`-${pid ?? ''}-`, '-4194305-');
    await writeFile(join(cacheDir, `node-v1.${ended}x.tmp`), 'half');
    await privateExecutable(cacheDir, original);
    assert.equal((await readdir(cacheDir)).length, 1);
  });

  it('is not what a copy left behind that was broken off', async () => {
    const copy = await privateExecutable(cacheDir, original);
    await writeFile(copy, 'half');
    await privateExecutable(cacheDir, original);
    assert.match(await readFile(copy, 'utf8'), /one/);
  });

  it('says in one line why it cannot be used', async () => {
    await writeFile(cacheDir, 'a file where the folder should be');
    await assert.rejects(privateExecutable(cacheDir, original), (error) => {
      assert.ok(error instanceof HarnessError);
      assert.equal(error.code, 'private-executable');
      assert.ok(error.message.includes(cacheDir) && !error.message.includes('\n'), error.message);
      return true;
    });
  });

  it('must be allowed to run, which a noexec mount denies in the same way', async () => {
    await rm(original);
    await writeFile(original, 'no program', { mode: 0o644 });
    await assert.rejects(privateExecutable(cacheDir, original), /cannot be used: EACCES/);
  });
});

/**
 * Peaks when Node has long been loaded, as trials do. While it is being loaded, what of its files is
 * shared is known from the last full reading only, and a slow machine can afford few.
 */
const LATE_PEAK = `
  setTimeout(() => {
    globalThis.kept = Buffer.alloc(60 * 2 ** 20, 1);
    setTimeout(() => {}, 300);
  }, 1500);
`;

describe('PSS of one process while harness and launcher run on the original', onLinux, () => {
  let launcher: Launcher;
  before(async () => {
    launcher = await Launcher.start();
  });
  after(() => launcher[Symbol.asyncDispose]());

  async function memoryOf(executable: string): Promise<TreeMemory> {
    const command = nodeCommand(['-e', LATE_PEAK]);
    const { memory, stderrTail } = await launcher.launch({ ...command, executable });
    assert.ok(memory !== null, stderrTail);
    return memory;
  }

  /** What RSS has and PSS has not, beyond 2 % and the C libraries, which every program shares. */
  function missingBytes({ peakRssBytes, peakPssBytes }: TreeMemory): number {
    return peakRssBytes - (peakPssBytes ?? NaN) - 0.02 * peakRssBytes - 5 * MIB;
  }

  it('lacks nothing when it runs on the copy, and much when it does not', async () => {
    const [copied, original] = [
      await memoryOf(await privateExecutable(cacheDir)),
      await memoryOf(process.execPath),
    ].map(missingBytes);
    assert.ok(copied !== undefined && copied <= 0, `${copied} bytes`);
    assert.ok(original !== undefined && original > 10 * MIB, `${original} bytes`);
  });
});
