import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { readCache, writeCache } from '../../../mock-server/data/cache.ts';
import { assembleDataset, assembleDocument } from '../../../mock-server/dataset.ts';

const VERSION = 'package@1.2.3';
const dataset = assembleDataset(
  'generated',
  VERSION,
  ['bulbasaur', 'ivysaur', 'flabébé'].map((name, index) =>
    assembleDocument(index + 1, name, JSON.stringify({ name, filler: 'ab'.repeat(500 * index) })),
  ),
);

let folder: string;
let path: string;
let intact: Buffer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-test-'));
  path = join(folder, 'a', 'b', 'dataset.cache');
  await writeCache(path, dataset);
  intact = await readFile(path);
});

after(() => rm(folder, { recursive: true }));

beforeEach(() => writeFile(path, intact));

describe('the dataset cache', () => {
  it('gives back what was written, bytes and digests', async () => {
    const result = await readCache(path, VERSION);
    assert.equal(result.state, 'hit');
    assert.deepEqual(result.dataset, dataset);
  });

  it('leaves nothing beside the file', async () => {
    await writeCache(path, dataset);
    assert.deepEqual(await readdir(join(folder, 'a', 'b')), ['dataset.cache']);
  });

  it('is missing when there is no file', async () => {
    assert.deepEqual(await readCache(join(folder, 'none'), VERSION), { state: 'missing' });
  });

  it('is unusable, not missing, when the file cannot be read', async () => {
    const result = await readCache(folder, VERSION);
    assert.equal(result.state, 'unusable');
    assert.match(result.reason, /EISDIR/);
  });

  it('is unusable with any one bit changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(intact.length - 1), fc.nat(7), async (index, bit) => {
        const edited = Buffer.from(intact);
        edited.writeUInt8(edited.readUInt8(index) ^ (1 << bit), index);
        await writeFile(path, edited);
        assert.equal((await readCache(path, VERSION)).state, 'unusable');
      }),
    );
  });

  it('is unusable when truncated anywhere, or longer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(intact.length - 1), async (length) => {
        await writeFile(path, intact.subarray(0, length));
        assert.equal((await readCache(path, VERSION)).state, 'unusable');
      }),
    );
    await writeFile(path, Buffer.concat([intact, Buffer.from('\n')]));
    assert.equal((await readCache(path, VERSION)).state, 'unusable');
  });

  it('is unusable when it holds another version', async () => {
    const result = await readCache(path, 'package@1.2.4');
    assert.deepEqual(result, { state: 'unusable', reason: 'it is not what its name says' });
  });

  it('is unusable when its documents are not those of its digest', async () => {
    await writeCache(path, { ...dataset, sha256: '0'.repeat(64) });
    assert.equal((await readCache(path, VERSION)).state, 'unusable');
  });

  it('rejects when it cannot be written, and leaves nothing behind', async () => {
    const occupied = join(folder, 'occupied');
    await writeCache(join(occupied, 'inner'), dataset);
    // A file cannot take the place of a folder that is not empty.
    await assert.rejects(writeCache(occupied, dataset), { syscall: 'rename' });
    assert.deepEqual((await readdir(folder)).sort(), ['a', 'occupied']);
    await assert.rejects(writeCache(join(path, 'below a file'), dataset), { syscall: 'mkdir' });
  });

  it('survives many writers and readers at once', async () => {
    const writers = Array.from({ length: 8 }, () => writeCache(path, dataset));
    const readers = Array.from({ length: 8 }, () => readCache(path, VERSION));
    await Promise.all(writers);
    for (const { state } of await Promise.all(readers)) assert.equal(state, 'hit');
  });
});
