/**
 * Stands in for what the package lacks: the same value for the same (id, salt) on every machine
 * and Node version. FNV-1a over the characters, then MurmurHash3's finalizer to spread the bits.
 */
export function seededHash(id: number, salt: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${salt}:${id}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** At least 0 and below 1. */
export function seededFraction(id: number, salt: string): number {
  return seededHash(id, salt) / 2 ** 32;
}

/** An integer from `low` to `high`, both possible. */
export function seededInteger(id: number, salt: string, low: number, high: number): number {
  return low + Math.floor(seededFraction(id, salt) * (high - low + 1));
}

/** True for about `percent` of all ids; `percent` is 0 to 100. */
export function seededChance(id: number, salt: string, percent: number): boolean {
  return seededFraction(id, salt) * 100 < percent;
}
