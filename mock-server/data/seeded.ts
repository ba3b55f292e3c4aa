/** 32 bits of FNV-1a over UTF-16 units, then the finalizer of MurmurHash3 to spread them evenly. */
export function hashText(text: string, seed: number): number {
  let bits = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Stands in for what the package lacks: the same value for the same (id, salt) on every machine
 * and Node version.
 */
export function seededHash(id: number, salt: string): number {
  return hashText(`${salt}:${id}`, 0);
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
