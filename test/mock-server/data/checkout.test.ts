import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { DataPathError, readCheckout } from '../../../mock-server/data/checkout.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const LIST = 'data/api/v2/pokemon/index.json';
const DITTO = 'data/api/v2/pokemon/132/index.json';

/** The files of a small checkout: pretty-printed, with relative URLs and escapes, as the true. */
const FILES = {
  [LIST]: pretty({
    count: 2,
    next: null,
    previous: null,
    results: [
      { name: 'ditto', url: '/api/v2/pokemon/132/' },
      { name: 'eternatus-eternamax', url: '/api/v2/pokemon/10190/' },
    ],
  }),
  [DITTO]: pretty({
    $schema: '/schema/v2/pokemon.json',
    id: 132,
    location_area_encounters: '/api/v2/pokemon/132/encounters',
    name: 'ditto',
    text: 'see /api/v2 and "quotes"',
  }).replace('quotes', 'Pok\\u00e9mon'),
  'data/api/v2/pokemon/10190/index.json': pretty({ id: 10190, name: 'eternatus-eternamax' }),
  '.git/HEAD': 'ref: refs/heads/master\n',
  '.git/refs/heads/master': `${COMMIT}\n`,
};

let root: string;
let checkout: string;
let number = 0;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'checkout-test-'));
});

beforeEach(async () => {
  checkout = join(root, String(number++));
  for (const [file, text] of Object.entries(FILES)) await put(file, text);
});

after(() => rm(root, { recursive: true }));

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 4);
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(checkout, file)), { recursive: true });
  await writeFile(join(checkout, file), text);
}

describe('a checkout of api-data', () => {
  it('is served in list order, minified, with the URLs of the live API', async () => {
    const { source, documents } = await readCheckout(checkout);
    assert.equal(source, 'api-data');
    assert.deepEqual(
      documents.map(({ id, name }) => [id, name]),
      [
        [132, 'ditto'],
        [10190, 'eternatus-eternamax'],
      ],
    );
    assert.equal(
      documents[0]?.json.toString('utf8'),
      '{"$schema":"https://pokeapi.co/schema/v2/pokemon.json","id":132,' +
        '"location_area_encounters":"https://pokeapi.co/api/v2/pokemon/132/encounters",' +
        '"name":"ditto","text":"see /api/v2 and \\"Pokémon\\""}',
    );
  });

  it('comes gzipped and with the digest over its bytes', async () => {
    const { documents, sha256 } = await readCheckout(checkout);
    const hash = createHash('sha256');
    for (const { json, gzip } of documents) {
      assert.deepEqual(gunzipSync(gzip), json);
      hash.update(json);
    }
    assert.equal(sha256, hash.digest('hex'));
  });

  it('names the commit of its branch', async () => {
    assert.equal((await readCheckout(checkout)).version, COMMIT);
  });

  it('names the commit of a packed branch', async () => {
    await rm(join(checkout, '.git/refs'), { recursive: true });
    const other = 'f'.repeat(40);
    await put(
      '.git/packed-refs',
      `# pack-refs with: peeled\n${other} refs/heads/other\n${COMMIT} refs/heads/master\n`,
    );
    assert.equal((await readCheckout(checkout)).version, COMMIT);
  });

  it('names the commit of a detached head', async () => {
    await put('.git/HEAD', `${COMMIT}\n`);
    assert.equal((await readCheckout(checkout)).version, COMMIT);
  });

  it('has an unknown version when it is a copy without git, or git is broken', async () => {
    await put('.git/HEAD', 'what is this\n');
    assert.equal((await readCheckout(checkout)).version, 'unknown');
    await rm(join(checkout, '.git'), { recursive: true });
    assert.equal((await readCheckout(checkout)).version, 'unknown');
  });
});

describe('a path that is no such checkout', () => {
  async function refused(path: string, problem: string | RegExp): Promise<void> {
    await assert.rejects(readCheckout(path), (error) => {
      assert.ok(error instanceof DataPathError);
      assert.ok(
        error.message.startsWith(
          `--data ${path}: expected a checkout of github.com/PokeAPI/api-data, but `,
        ),
        error.message,
      );
      assert.match(error.message, typeof problem === 'string' ? new RegExp(problem) : problem);
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  }

  it('is refused when it does not exist, or is a file', async () => {
    await refused(join(root, 'nowhere'), 'there is no such folder$');
    await refused(join(checkout, LIST), 'there is no such folder$');
  });

  it('is refused when it has no list', async () => {
    await refused(join(checkout, 'data'), `${LIST} cannot be read \\(ENOENT\\)$`);
  });

  const badLists = {
    'not JSON': '{"results": [',
    'no object': 'null',
    'without results': '{"count": 0}',
    empty: '{"results": []}',
    'of something else': '{"results": [{"name": "oran-berry", "url": "/api/v2/berry/7/"}]}',
    'leading out of the checkout': '{"results": [{"name": "x", "url": "/api/v2/pokemon/../../"}]}',
    'of null': '{"results": [null]}',
  };
  for (const [what, text] of Object.entries(badLists)) {
    it(`is refused when its list is ${what}`, async () => {
      await put(LIST, text);
      await refused(checkout, `${LIST} is damaged: `);
    });
  }

  it('is refused when a document is missing, as in a sparse checkout', async () => {
    await rm(join(checkout, DITTO));
    await refused(checkout, `${DITTO} cannot be read \\(ENOENT\\)$`);
  });

  const badDocuments = {
    truncated: pretty({ id: 132, name: 'ditto' }).slice(0, -5),
    'of another Pokémon': pretty({ id: 133, name: 'eevee' }),
    'of another id': pretty({ id: 133, name: 'ditto' }),
    'of another name': pretty({ id: 132, name: 'eevee' }),
    'a list': '[]',
  };
  for (const [what, text] of Object.entries(badDocuments)) {
    it(`is refused when a document is ${what}`, async () => {
      await put(DITTO, text);
      await refused(checkout, `${DITTO} is damaged: `);
    });
  }
});
