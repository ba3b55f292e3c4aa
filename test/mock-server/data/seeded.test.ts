import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  seededChance,
  seededFraction,
  seededHash,
  seededInteger,
} from '../../../mock-server/data/seeded.ts';

const ids = fc.integer({ min: 1, max: 100_000 });

describe('the seeded hash', () => {
  it('gives the values it has always given', () => {
    assert.deepEqual(
      [seededHash(1, 'a'), seededHash(1, 'b'), seededHash(2, 'a'), seededHash(1025, 'Pokémon')],
      [4173474068, 62466256, 3165047095, 3603899878],
    );
  });

  it('is an unsigned 32-bit integer', () => {
    fc.assert(
      fc.property(ids, fc.string(), (id, salt) => {
        const hash = seededHash(id, salt);
        assert.equal(hash, hash >>> 0);
      }),
    );
  });

  it('tells ids apart and salts apart', () => {
    const hashes = new Set<number>();
    for (let id = 1; id <= 1025; id++) {
      for (const salt of ['a', 'b', 'ab']) hashes.add(seededHash(id, salt));
    }
    // 3075 draws of 2^32 collide once in a thousand; more than that is a weak hash.
    assert.ok(hashes.size >= 3074, `${hashes.size} different values of 3075`);
  });

  it('spreads evenly over tenths of its range for every salt', () => {
    for (const salt of ['champions', 'held item count', 'order 25 33 1']) {
      const tenths = new Array<number>(10).fill(0);
      for (let id = 1; id <= 10_000; id++) {
        const tenth = Math.floor(seededFraction(id, salt) * 10);
        tenths[tenth] = (tenths[tenth] ?? 0) + 1;
      }
      // Six standard deviations (30) around 1000.
      assert.ok(
        tenths.every((count) => Math.abs(count - 1000) < 180),
        `${salt}: ${tenths.join(' ')}`,
      );
    }
  });
});

describe('what is derived from it', () => {
  it('keeps integers within both bounds and reaches them', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: -5, max: 5 }), fc.nat(9), (id, low, width) => {
        const value = seededInteger(id, 'salt', low, low + width);
        assert.ok(Number.isInteger(value) && value >= low && value <= low + width);
      }),
    );
    const drawn = new Set(Array.from({ length: 200 }, (_, id) => seededInteger(id, 's', 1, 4)));
    assert.deepEqual([...drawn].sort(), [1, 2, 3, 4]);
  });

  it('makes nothing certain but 0 and 100 percent', () => {
    fc.assert(
      fc.property(ids, fc.string(), (id, salt) => {
        assert.equal(seededChance(id, salt, 0), false);
        assert.equal(seededChance(id, salt, 100), true);
      }),
    );
    const kept = Array.from({ length: 10_000 }, (_, id) => seededChance(id, 's', 26));
    const share = kept.filter(Boolean).length / kept.length;
    assert.ok(Math.abs(share - 0.26) < 0.03, `share ${share}`);
  });
});
