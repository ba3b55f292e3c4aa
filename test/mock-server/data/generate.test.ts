import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { quantile, sum } from 'simple-statistics';
import { generateDataset } from '../../../mock-server/data/generate.ts';
import type { Pokemon, SpriteTree } from '../../../mock-server/data/document.ts';
import type { Dataset, PokemonDocument } from '../../../mock-server/dataset.ts';

/**
 * The whole generated set. When it changes on purpose, raise GENERATOR_VERSION in
 * mock-server/data/load.ts and write the new digest here: results of before and after then differ
 * in their recorded digest and are not compared.
 */
const SHA256 = '966c727b7c4a1c9df6fe2dcece79baa74cb8682a05e28c4c6fd8940c99bd74db';

/** The workload: the first documents of the list. */
const WORKLOAD = 1000;

/** Of the true dataset (PokeAPI/api-data, August 2026), the first 1000 documents. */
const REAL = {
  bytes: new Map([
    [0, 9_272],
    [0.05, 22_888],
    [0.25, 58_791],
    [0.5, 135_875],
    [0.75, 232_619],
    [0.95, 301_223],
    [0.99, 370_172],
    [1, 664_610],
  ]),
  totalBytes: 150_113_281,
  gzipBytes: 4_831_450,
  medianMoves: 78,
  medianDetails: 517,
  /** Percent of the bytes in each quarter of the list: what makes chunks of it uneven. */
  quarterPercents: [43.3, 33.2, 17.3, 6.3],
  /** By generation: the last id and the median bytes of a document. */
  generations: [
    [151, 269_660],
    [251, 242_361],
    [386, 225_061],
    [493, 176_804],
    [649, 115_947],
    [721, 91_688],
    [809, 58_872],
    [905, 35_913],
    [1025, 25_272],
  ],
} as const;

let dataset: Dataset;
let workload: readonly PokemonDocument[];
let parsed: readonly Pokemon[];

before(() => {
  dataset = generateDataset();
  workload = dataset.documents.slice(0, WORKLOAD);
  parsed = workload.map(({ json }) => JSON.parse(json.toString('utf8')) as Pokemon);
});

describe('the generated dataset', () => {
  it('is the same, byte for byte, on every machine', () => {
    assert.equal(dataset.sha256, SHA256);
  });

  it('says what it was made from', () => {
    assert.equal(dataset.source, 'generated');
    assert.equal(dataset.version, '@pkmn/dex@0.10.11');
  });

  it('holds every species once, in the order of the list', () => {
    const ids = dataset.documents.map(({ id }) => id);
    assert.deepEqual(
      ids,
      Array.from({ length: 1025 }, (_, index) => index + 1),
    );
    assert.equal(new Set(dataset.documents.map(({ name }) => name)).size, 1025);
  });

  it('is ASCII only, as all Pokémon documents of PokeAPI are', () => {
    for (const { name, json } of dataset.documents) {
      assert.ok(
        json.every((byte) => byte >= 0x20 && byte < 0x7f),
        name,
      );
    }
  });

  it('inflates to the same bytes', () => {
    for (const { name, json, gzip } of dataset.documents) {
      assert.ok(gunzipSync(gzip).equals(json), name);
    }
  });
});

describe('the first 1000 documents against the true ones', () => {
  it('weigh 148.9 MB within 1 %', () => {
    const total = sum(workload.map(({ json }) => json.length));
    assertWithin(total, 148.9e6, 0.01);
    assertWithin(total, REAL.totalBytes, 0.05);
  });

  for (const [probability, bytes] of REAL.bytes) {
    it(`have the true size at quantile ${probability}`, () => {
      const sizes = workload.map(({ json }) => json.length);
      const atTheEdge = probability < 0.25 || probability === 1;
      assertWithin(quantile(sizes, probability), bytes, atTheEdge ? 0.3 : 0.1);
    });
  }

  it('weigh what the true ones do when gzipped', () => {
    assertWithin(sum(workload.map(({ gzip }) => gzip.length)), REAL.gzipBytes, 0.15);
  });

  it('hold as many moves, and as many entries of moves', () => {
    const moves = parsed.map((pokemon) => pokemon.moves.length);
    assertWithin(quantile(moves, 0.5), REAL.medianMoves, 0.1);
    assertWithin(quantile(parsed.map(countDetails), 0.5), REAL.medianDetails, 0.1);
  });

  it('grow lighter along the list as the true ones do', () => {
    const total = sum(workload.map(({ json }) => json.length));
    for (const [index, percent] of REAL.quarterPercents.entries()) {
      const quarter = workload.slice((index * WORKLOAD) / 4, ((index + 1) * WORKLOAD) / 4);
      const found = (100 * sum(quarter.map(({ json }) => json.length))) / total;
      assert.ok(Math.abs(found - percent) < 2, `quarter ${index + 1}: ${found} %, not ${percent}`);
    }
  });

  for (const [index, [lastId, bytes]] of REAL.generations.entries()) {
    it(`have the true median size in generation ${index + 1}`, () => {
      const firstId = (REAL.generations[index - 1]?.[0] ?? 0) + 1;
      const sizes = dataset.documents
        .filter(({ id }) => id >= firstId && id <= lastId)
        .map(({ json }) => json.length);
      assertWithin(quantile(sizes, 0.5), bytes, 0.12);
    });
  }

  it('have sizes that follow from their counts as those of the true ones do', () => {
    const errors = parsed.map((pokemon, index) => {
      const actual = workload[index]?.json.length ?? NaN;
      return Math.abs(modelledBytes(pokemon) / actual - 1);
    });
    // The model was fitted to the true documents, with errors of 0.26 % (median) and 1.9 % (p95).
    assert.ok(quantile(errors, 0.5) < 0.005, `median error ${quantile(errors, 0.5)}`);
    assert.ok(quantile(errors, 0.95) < 0.019, `p95 error ${quantile(errors, 0.95)}`);
  });
});

function assertWithin(actual: number, expected: number, tolerance: number): void {
  const ratio = actual / expected;
  assert.ok(
    Math.abs(ratio - 1) <= tolerance,
    `${actual} is ${ratio.toFixed(3)} of ${expected}, more than ${tolerance * 100} % off`,
  );
}

function countDetails({ moves }: Pokemon): number {
  return sum(moves.map(({ version_group_details: details }) => details.length));
}

function modelledBytes(pokemon: Pokemon): number {
  const held = sum(pokemon.held_items.map(({ version_details: details }) => details.length));
  return (
    4396 +
    104.2 * pokemon.moves.length +
    223.1 * countDetails(pokemon) +
    117.1 * countImages(pokemon.sprites) +
    101.5 * pokemon.game_indices.length +
    100.9 * held
  );
}

function countImages(tree: SpriteTree): number {
  const counts = Object.values(tree).map((value) => {
    if (value === null) return 0;
    return typeof value === 'string' ? 1 : countImages(value);
  });
  return sum(counts);
}
