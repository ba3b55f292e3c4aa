import { hash } from 'node:crypto';

/**
 * State of a generator: four unsigned 32-bit words, not all 0. Plain data that each draw changes
 * in place; a copy draws the same numbers again.
 */
export type Random = [s0: number, s1: number, s2: number, s3: number];

const TWO_TO_32 = 2 ** 32;

/**
 * The stream of random numbers that belongs to a recorded seed (an integer) and a label. Streams
 * of other seeds or labels start elsewhere, at the first 128 bits of SHA-256("seed label").
 */
export function createRandom(seed: number, label: string): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is an integer, unlike ${seed}`);
  const digest = hash('sha256', `${seed} ${label}`, 'buffer');
  return [
    digest.readUInt32LE(0),
    digest.readUInt32LE(4),
    digest.readUInt32LE(8),
    digest.readUInt32LE(12),
  ];
}

/**
 * An integer from 0 to 2^32 - 1 by xoshiro128** 1.1 (Blackman & Vigna 2021, doi 10.1145/3460772,
 * prng.di.unimi.it): 32-bit integer operations only, so the same on every machine.
 */
export function nextUint32(random: Random): number {
  let [s0, s1, s2, s3] = random;
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= shifted;
  s3 = rotateLeft(s3, 11);
  random[0] = s0 >>> 0;
  random[1] = s1 >>> 0;
  random[2] = s2 >>> 0;
  random[3] = s3 >>> 0;
  return result;
}

/** A number from 0 up to, not including, 1: a multiple of 2^-53, all equally likely. */
export function nextFloat(random: Random): number {
  const high = nextUint32(random) >>> 5;
  const low = nextUint32(random) >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** An integer from 0 to `bound` - 1, all equally likely; `bound` from 1 to 2^32. */
export function nextInt(random: Random, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > TWO_TO_32) {
    throw new RangeError(`a bound is an integer from 1 to 2^32, unlike ${bound}`);
  }
  // Beyond the last whole multiple of the bound some remainders would come once more than others.
  const fair = TWO_TO_32 - (TWO_TO_32 % bound);
  let drawn = nextUint32(random);
  while (drawn >= fair) drawn = nextUint32(random);
  return drawn % bound;
}

/** The items in random order, every order equally likely (Fisher & Yates: strike out one at a time). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(nextInt(random, left.length), 1));
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
