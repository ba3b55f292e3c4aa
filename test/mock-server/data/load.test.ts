import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { DataPathError, loadDataset } from '../../../mock-server/data/load.ts';

const run = promisify(execFile);
const LOAD_URL = import.meta.resolve('../../../mock-server/data/load.ts');

let folder: string;
let cacheDir: string;
let cacheFile: string;
let sha256: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-test-'));
  cacheDir = join(folder, 'cache');
  const generated = await loadDataset({ dataPath: null, cacheDir });
  assert.deepEqual(generated.notes, []);
  sha256 = generated.sha256;
  cacheFile = join(cacheDir, (await readdir(cacheDir))[0] ?? '');
});

after(() => rm(folder, { recursive: true }));

/** Loads in a process of its own and gives what that says of the dataset. */
async function loadElsewhere(directory: string, preamble = ''): Promise<string> {
  const program = `${preamble}
    const { loadDataset } = await import(${JSON.stringify(LOAD_URL)});
    const options = { dataPath: null, cacheDir: ${JSON.stringify(directory)} };
    const { sha256, documents, notes } = await loadDataset(options);
    process.stdout.write([sha256, documents.length, ...notes].join(' '));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout;
}

describe('generated documents', () => {
  it('are kept in one file named after generator and package', async () => {
    assert.deepEqual(await readdir(cacheDir), ['pokemon-1-pkmn-dex-0.10.11.cache']);
  });

  it('come from the cache unchanged, which stays as it is', async () => {
    const { ino, mtimeMs } = await stat(cacheFile);
    const { documents, notes, ...cached } = await loadDataset({ dataPath: null, cacheDir });
    assert.deepEqual(cached, { source: 'generated', version: '@pkmn/dex@0.10.11', sha256 });
    assert.deepEqual(notes, []);
    assert.equal(documents.length, 1025);
    const later = await stat(cacheFile);
    assert.deepEqual([later.ino, later.mtimeMs], [ino, mtimeMs]);
  });

  it('come from the cache without the package', async () => {
    const forbid = `
      import { registerHooks } from 'node:module';
      registerHooks({
        resolve(specifier, context, next) {
          if (specifier === '@pkmn/dex') throw new Error('the package was loaded');
          return next(specifier, context);
        },
      });`;
    assert.equal(await loadElsewhere(cacheDir, forbid), `${sha256} 1025`);
    // The hook does what it should: without a cache the package is needed.
    await assert.rejects(loadElsewhere(join(folder, 'none'), forbid), /the package was loaded/);
  });

  it('are generated again from a damaged cache, with a note, and the cache is mended', async () => {
    const intact = await readFile(cacheFile);
    await writeFile(cacheFile, intact.subarray(0, intact.length / 2));
    const loaded = await loadDataset({ dataPath: null, cacheDir });
    assert.equal(loaded.sha256, sha256);
    assert.deepEqual(loaded.notes, [
      `the dataset cache ${cacheFile} cannot be used (it is damaged): generating it again`,
    ]);
    assert.deepEqual((await loadDataset({ dataPath: null, cacheDir })).notes, []);
  });

  it('do not come from the cache of another version, which stays as it is', async () => {
    const other = join(folder, 'other');
    const stale = join(other, 'pokemon-1-pkmn-dex-0.10.10.cache');
    await mkdir(other);
    await copyFile(cacheFile, stale);
    assert.deepEqual((await loadDataset({ dataPath: null, cacheDir: other })).notes, []);
    assert.deepEqual((await readdir(other)).sort(), [basename(stale), basename(cacheFile)]);
  });

  it('are served, with a note, where no cache can be written', async () => {
    const { sha256: found, notes } = await loadDataset({
      dataPath: null,
      cacheDir: join(cacheFile, 'below a file'),
    });
    assert.equal(found, sha256);
    assert.match(notes.at(-1) ?? '', /^the dataset cache cannot be written \(.*ENOTDIR/);
  });

  it(
    'are served, with a note, where the cache is read-only',
    { skip: process.getuid?.() === 0 ? 'root may write everywhere' : false },
    async () => {
      const readOnly = await mkdtemp(join(folder, 'read-only-'));
      await chmod(readOnly, 0o555);
      const { sha256: found, notes } = await loadDataset({ dataPath: null, cacheDir: readOnly });
      assert.equal(found, sha256);
      assert.match(notes.join(), /cannot be written \(.*EACCES/);
    },
  );

  it('are the same from processes that generate at the same time, and so is the cache', async () => {
    const shared = join(folder, 'shared');
    const found = await Promise.all([loadElsewhere(shared), loadElsewhere(shared)]);
    assert.deepEqual(found, [`${sha256} 1025`, `${sha256} 1025`]);
    assert.equal((await readdir(shared)).length, 1);
    assert.equal(await loadElsewhere(shared), `${sha256} 1025`);
  });
});

describe('documents of a checkout', () => {
  it('are asked for by a path, and refused when it is wrong', async () => {
    const dataPath = join(folder, 'nowhere');
    await assert.rejects(loadDataset({ dataPath, cacheDir }), DataPathError);
  });
});
