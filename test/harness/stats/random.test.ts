import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  createRandom,
  nextFloat,
  nextInt,
  nextUint32,
  type Random,
  shuffle,
} from '../../../harness/stats/random.ts';

describe('xoshiro128**', () => {
  it('gives the outputs of the reference program from the state 1, 2, 3, 4', () => {
    // From xoshiro128starstar.c 1.1, as in the tests of rust-random's rand_xoshiro.
    const random: Random = [1, 2, 3, 4];
    assert.deepEqual(
      times(10, () => nextUint32(random)),
      [
        11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
        4258142804,
      ],
    );
  });

  it('gives its outputs and its next state from words with the top bit set', () => {
    // From the same program, as in the test data of edorfaus/xoshiro-6502.
    const random: Random = [0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0];
    assert.deepEqual(
      times(4, () => nextUint32(random)),
      [0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70],
    );
    assert.deepEqual(random, [0xfc65379c, 0x52006d70, 0x87487639, 0xf1908343]);
  });
});

describe('streams', () => {
  // A recorded seed must go on meaning the same order of trials. Computed in Python (hashlib and
  // integers cut to 32 bits), not with this code.
  const FIRST = [
    [1, 'order', [1721197951, 3336732889, 3260035697, 3813041176]],
    [1, 'latency', [1725170022, 2046103385, 629800540, 1333308994]],
    [2, 'order', [3450520163, 580911905, 1132503288, 1679395633]],
    [2026, 'order', [3638311398, 3063291760, 4036382704, 3803564649]],
  ] as const;
  for (const [seed, label, outputs] of FIRST) {
    it(`seed ${seed}, label ${label} begin as they always have`, () => {
      const random = createRandom(seed, label);
      assert.deepEqual(
        times(4, () => nextUint32(random)),
        outputs,
      );
    });
  }

  it('a copy of the state, through JSON too, draws the same numbers again', () => {
    const random = createRandom(7, 'copy');
    nextUint32(random);
    const copy = JSON.parse(JSON.stringify(random)) as Random;
    assert.deepEqual(
      times(20, () => nextFloat(copy)),
      times(20, () => nextFloat(random)),
    );
  });

  it('of different labels do not move together', () => {
    const a = createRandom(1, 'a');
    const b = createRandom(1, 'b');
    const pairs = times(20_000, () => (nextFloat(a) - 0.5) * (nextFloat(b) - 0.5));
    const correlation = (12 * pairs.reduce((sum, product) => sum + product, 0)) / pairs.length;
    assert.ok(Math.abs(correlation) < 4 / Math.sqrt(pairs.length), String(correlation));
  });

  for (const seed of [0.5, NaN, Infinity, 2 ** 53]) {
    it(`the seed ${seed} is refused`, () => {
      assert.throws(() => createRandom(seed, 'order'), RangeError);
    });
  }
});

describe('nextFloat', () => {
  it('takes 53 bits, high ones first: from 0 to just below 1', () => {
    // Two outputs of the reference sequence: 11520 and 0, then 5927040 and 70819200.
    const random: Random = [1, 2, 3, 4];
    assert.equal(nextFloat(random), 360 / 2 ** 27);
    assert.equal(nextFloat(random), (185220 * 2 ** 26 + 1106550) / 2 ** 53);
  });

  it('is uniform', () => {
    const random = createRandom(1, 'float');
    assertEven(
      times(100_000, () => Math.floor(nextFloat(random) * 20)),
      20,
      43.82,
    );
  });
});

describe('nextInt', () => {
  it('lies below the bound, whatever the bound and the state', () => {
    const word = fc.integer({ min: 1, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(
        fc.tuple(word, word, word, word),
        fc.integer({ min: 1, max: 2 ** 32 }),
        (state, bound) => {
          const drawn = nextInt(state, bound);
          assert.ok(Number.isInteger(drawn) && drawn >= 0 && drawn < bound);
        },
      ),
    );
  });

  it('is uniform', () => {
    const random = createRandom(1, 'int');
    assertEven(
      times(100_000, () => nextInt(random, 10)),
      10,
      27.88,
    );
  });

  it('favours no remainder: a bound of 3/4 of the range leaves a third below a third', () => {
    const random = createRandom(1, 'unbiased');
    const third = times(30_000, () => Math.floor(nextInt(random, 3 * 2 ** 30) / 2 ** 30));
    assertEven(third, 3, 13.82);
  });

  for (const bound of [0, -1, 1.5, NaN, 2 ** 32 + 1]) {
    it(`the bound ${bound} is refused`, () => {
      assert.throws(() => nextInt(createRandom(1, 'bound'), bound), RangeError);
    });
  }
});

describe('shuffle', () => {
  it('keeps every item, and leaves the given array as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer(), { maxLength: 2 })),
        fc.integer(),
        (items, seed) => {
          const before = [...items];
          const shuffled = shuffle(items, createRandom(seed, 'shuffle'));
          assert.deepEqual(items, before);
          assert.equal(shuffled.length, items.length);
          assert.deepEqual(new Set(shuffled), new Set(items));
        },
      ),
    );
  });

  it('gives all 24 orders of four items about equally', () => {
    const random = createRandom(1, 'orders');
    const orders = times(24_000, () => shuffle('abcd'.split(''), random).join(''));
    const names = [...new Set(orders)].sort();
    assert.equal(names.length, 24);
    assertEven(
      orders.map((order) => names.indexOf(order)),
      24,
      49.73,
    );
  });

  it('gives the same order for the same seed', () => {
    const order = () => shuffle(['a', 'b', 'c', 'd', 'e'], createRandom(42, 'round 1'));
    assert.deepEqual(order(), order());
  });
});

function times<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

/** Pearson's chi-squared below `limit`, its 99.9 % quantile for `kinds` - 1 degrees of freedom. */
function assertEven(drawn: readonly number[], kinds: number, limit: number): void {
  const expected = drawn.length / kinds;
  const counts = Array.from({ length: kinds }, () => 0);
  for (const kind of drawn) counts[kind] = (counts[kind] ?? 0) + 1;
  const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  assert.ok(chiSquared < limit, `chi-squared ${chiSquared}, limit ${limit}`);
}
