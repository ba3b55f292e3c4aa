import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { DataPathError, loadDataset, type LoadedDataset } from '../../../mock-server/data/load.ts';

const run = promisify(execFile);
const LOAD_URL = import.meta.resolve('../../../mock-server/data/load.ts');

const STALE = 'pokemon-1-pkmn-dex-0.10.10.cache';

let folder: string;
let cacheDir: string;
let cacheFile: string;
let generated: LoadedDataset;

// Generating takes seconds, so the tests share what one start with a cache of old makes.
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-test-'));
  cacheDir = join(folder, 'cache');
  cacheFile = join(cacheDir, 'pokemon-2-pkmn-dex-0.10.11.cache');
  await mkdir(cacheDir);
  await writeFile(join(cacheDir, STALE), 'of an older version');
  generated = await loadDataset({ dataPath: null, cacheDir });
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
  it('are kept in a file of their own version, whatever other files there are', async () => {
    assert.deepEqual(generated.notes, []);
    assert.deepEqual((await readdir(cacheDir)).sort(), [STALE, basename(cacheFile)]);
    assert.equal(await readFile(join(cacheDir, STALE), 'utf8'), 'of an older version');
  });

  it('come from the cache unchanged, which stays as it is', async () => {
    const { ino, mtimeMs } = await stat(cacheFile);
    const { documents, notes, ...cached } = await loadDataset({ dataPath: null, cacheDir });
    assert.deepEqual(cached, {
      source: 'generated',
      version: '@pkmn/dex@0.10.11',
      sha256: generated.sha256,
    });
    assert.deepEqual(notes, []);
    assert.equal(documents.length, 1025);
    const later = await stat(cacheFile);
    assert.deepEqual([later.ino, later.mtimeMs], [ino, mtimeMs]);
  });

  it('come from the cache without being generated', async () => {
    const forbid = `
      import { registerHooks } from 'node:module';
      registerHooks({
        resolve(specifier, context, next) {
          if (specifier === './generate.ts') throw new Error('they are generated');
          return next(specifier, context);
        },
      });`;
    assert.equal(await loadElsewhere(cacheDir, forbid), `${generated.sha256} 1025`);
    // The hook does what it should: without a cache they are generated.
    await assert.rejects(loadElsewhere(join(folder, 'none'), forbid), /they are generated/);
  });

  it('are served, with a note, where no cache can be written', async () => {
    const { sha256: found, notes } = await loadDataset({
      dataPath: null,
      cacheDir: join(cacheFile, 'below a file'),
    });
    assert.equal(found, generated.sha256);
    assert.match(notes.at(-1) ?? '', /^the dataset cache cannot be written \(.*ENOTDIR/);
  });

  it(
    'are served, with a note, where the cache is read-only',
    { skip: process.getuid?.() === 0 ? 'root may write everywhere' : false },
    async () => {
      const readOnly = await mkdtemp(join(folder, 'read-only-'));
      await chmod(readOnly, 0o555);
      const { sha256: found, notes } = await loadDataset({ dataPath: null, cacheDir: readOnly });
      assert.equal(found, generated.sha256);
      assert.match(notes.join(), /cannot be written \(.*EACCES/);
    },
  );

  it('replace a damaged cache, with a note, also from two processes at once', async () => {
    const intact = await readFile(cacheFile);
    await writeFile(cacheFile, intact.subarray(0, intact.length / 2));
    const found = await Promise.all([loadElsewhere(cacheDir), loadElsewhere(cacheDir)]);
    const note = `the dataset cache ${cacheFile} cannot be used (it is damaged): generating it again`;
    // On a busy machine the second may come when the first has mended the cache.
    const expected = new Set([`${generated.sha256} 1025`, `${generated.sha256} 1025 ${note}`]);
    assert.ok(
      found.every((line) => expected.has(line)) && found.some((line) => line.endsWith(note)),
    );
    assert.equal((await readdir(cacheDir)).length, 2);
    assert.equal(await loadElsewhere(cacheDir), `${generated.sha256} 1025`);
  });
});

describe('documents of a checkout', () => {
  it('are asked for by a path, and refused when it is wrong', async () => {
    const dataPath = join(folder, 'nowhere');
    await assert.rejects(loadDataset({ dataPath, cacheDir }), DataPathError);
  });
});
