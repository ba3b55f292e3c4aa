import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';

import fc from 'fast-check';

import { readCache, writeCache } from '../../mock-server/data/cache.ts';
import { DataPathError, readCheckout } from '../../mock-server/data/checkout.ts';
import { damaged } from '../support/damage.ts';
import { fuzz } from '../support/fuzz.ts';

const FOLDER = 'data/api/v2/pokemon';
/** The files of a checkout with two Pokémon. */
const FILES: Readonly<Record<string, string>> = {
  [`${FOLDER}/index.json`]: JSON.stringify({
    count: 2,
    results: [
      { name: 'ditto', url: '/api/v2/pokemon/132/' },
      { name: 'eternatus', url: '/api/v2/pokemon/10190/' },
    ],
  }),
  [`${FOLDER}/132/index.json`]: JSON.stringify({ id: 132, name: 'ditto', text: 'é' }),
  [`${FOLDER}/10190/index.json`]: JSON.stringify({ id: 10190, name: 'eternatus' }),
  '.git/HEAD': 'ref: refs/heads/master\n',
};

const folder = mkdtempSync(join(tmpdir(), 'fuzz-checkout-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe('data of the mock server', () => {
  it('is served from a damaged checkout, or refused in one line', async (context) => {
    for (const [path, text] of Object.entries(FILES)) write(path, text);
    const cases = fc
      .constantFrom(...Object.entries(FILES))
      .chain(([path, text]) => fc.tuple(fc.constant(path), jsonOrText(text)));
    const outcomes = await fuzz(context, 200, cases, async ([path, text]) => {
      write(path, text);
      try {
        const { documents, sha256 } = await readCheckout(folder);
        assert.ok(documents.length > 0 && sha256.length === 64);
        return null;
      } catch (error) {
        if (!(error instanceof DataPathError)) throw error;
        assert.match(error.message, /^[^\n]{1,1000}$/);
        return 'refused';
      } finally {
        write(path, FILES[path] ?? '');
      }
    });
    assert.ok(outcomes.has(null) && outcomes.has('refused'));
  });

  it('is read from a damaged cache only where every byte is right', async (context) => {
    const path = join(folder, 'dataset.cache');
    const sound = await readCheckout(folder);
    await writeCache(path, { ...sound, source: 'generated' });
    const bytes = readFileSync(path);
    const cases = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.boolean());
    await fuzz(context, 300, cases, async ([at, value, cut]) => {
      const copy = Buffer.from(bytes);
      copy[at] = value;
      writeFileSync(path, cut ? copy.subarray(0, at) : copy);
      const result = await readCache(path, sound.version);
      if (result.state !== 'hit') return result.state;
      assert.ok(!cut && bytes[at] === value);
      return null;
    });
  });
});

function jsonOrText(text: string): fc.Arbitrary<string> {
  return text.startsWith('{') ? damaged(text) : fc.string({ maxLength: 80 });
}
