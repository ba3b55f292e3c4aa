import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import type { SimpleWorkload } from '../../../harness/contract.ts';
import { ROOT } from '../../support/command.ts';
import { type EndedHere, mainHere } from '../../support/main-here.ts';
import { typeErrors } from '../../support/type-check.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** In the folder, which the command takes for the user's. */
async function init(...args: readonly string[]): Promise<EndedHere> {
  process.chdir(folder);
  try {
    return await mainHere('init', ...args);
  } finally {
    process.chdir(ROOT);
  }
}

function files(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** What the file exports, loaded by Node itself. */
async function exported(file: string): Promise<SimpleWorkload> {
  const { href } = pathToFileURL(join(folder, file));
  return ((await import(href)) as { default: SimpleWorkload }).default;
}

const EXTENSIONS = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'];
const CI = [
  '.github/workflows/concurrency-bench-comment.yml',
  '.github/workflows/concurrency-bench.yml',
];

describe('init', { timeout: 600_000 }, () => {
  for (const extension of EXTENSIONS) {
    it(`writes a short workload that runs as it is: .${extension}`, async () => {
      const file = `deep down/x.${extension}`;
      const { code, stdout, stderr } = await init(file);
      assert.equal(code, 0, stderr);
      assert.deepEqual(files(), [file]);
      assert.match(stdout, /npx concurrency-bench compare "deep down\/x\.\w+" --quick/);
      assert.ok(readFileSync(join(folder, file), 'utf8').split('\n').length <= 40);
      const workload = await exported(file);
      const result: unknown = workload.run(0, { size: 10_000 });
      assert.deepEqual(result, { first: 0, primes: 1229 });
    });
  }

  it('writes .js as CommonJS where package.json says so', async () => {
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
    assert.equal((await init('a.js')).code, 0);
    const workload = createRequire(import.meta.url)(join(folder, 'a.js')) as SimpleWorkload;
    assert.deepEqual(workload.params, { size: 5_000 });
  });

  it('names a file itself', async () => {
    const { stdout } = await init();
    assert.deepEqual(files(), ['bench/workload.ts']);
    assert.match(stdout, /^wrote bench\/workload\.ts\n/);
  });

  it('replaces nothing', async () => {
    writeFileSync(join(folder, 'x.ts'), 'mine');
    const { code, stderr } = await init('x.ts');
    assert.equal(code, 2);
    assert.match(stderr, /^[^\n]*x\.ts [^\n]*\[file-exists\]\n$/);
    assert.equal(readFileSync(join(folder, 'x.ts'), 'utf8'), 'mine');
  });

  it('refuses a file of another kind, and one whose folder is a file, in one line', async () => {
    const kind = await init('thumbnails');
    assert.match(kind.stderr, /^[^\n]*"thumbnails" \[bad-value\]\n$/);
    writeFileSync(join(folder, 'bench'), '');
    const place = await init('bench/x.ts');
    assert.match(place.stderr, /^[^\n]*bench\/x\.ts [^\n]*\[output-not-writable\]\n$/);
    assert.deepEqual([kind.code, place.code], [2, 2]);
  });

  it('writes the workflows with --ci, and the workload unless it is there', async () => {
    assert.equal((await init('x.ts', '--ci')).code, 0);
    assert.deepEqual(files(), [...CI, 'x.ts']);
    rmSync(join(folder, '.github'), { recursive: true });
    writeFileSync(join(folder, 'x.ts'), 'mine');
    assert.equal((await init('x.ts', '--ci')).code, 0);
    assert.deepEqual(files(), [...CI, 'x.ts']);
    assert.equal(readFileSync(join(folder, 'x.ts'), 'utf8'), 'mine');
  });

  it('writes nothing where one of the workflows is there', async () => {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    writeFileSync(join(folder, CI[0] ?? ''), 'mine');
    const { code, stderr } = await init('x.ts', '--ci');
    assert.equal(code, 2);
    assert.match(stderr, /concurrency-bench-comment\.yml [^\n]*\[file-exists\]\n$/);
    assert.deepEqual(files(), CI.slice(0, 1));
  });
});

describe('the files of init', { timeout: 600_000 }, () => {
  it('have right types, in strict projects of either kind of module', async () => {
    const made: string[] = [];
    for (const type of ['module', 'commonjs']) {
      mkdirSync(join(folder, type));
      writeFileSync(join(folder, type, 'package.json'), JSON.stringify({ type }));
      made.push(...EXTENSIONS.map((extension) => `${type}/x-${extension}.${extension}`));
    }
    for (const file of made) assert.equal((await init(file)).code, 0);
    assert.equal(typeErrors(folder, made), '');
  });
});
