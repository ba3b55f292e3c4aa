export interface LatencyOptions {
  /** Middle of the range, 0 or more. */
  readonly latencyMs: number;
  /** Half-width of the range as a share of `latencyMs`, 0 to 1. */
  readonly jitter: number;
  readonly seed: number;
}

/**
 * How long the answer for a resource is held back, uniform in `latencyMs` ± `jitter`. The same
 * seed and resource give the same latency, in any order and on any machine. Whole milliseconds,
 * because Node keeps one timer list per distinct duration.
 */
export function latencyOf(resource: string, { latencyMs, jitter, seed }: LatencyOptions): number {
  if (latencyMs === 0) return 0;
  const position = hash(resource, seed) / 2 ** 32;
  return Math.round(latencyMs * (1 + jitter * (2 * position - 1)));
}

/** The resource a request target names: its path, whatever the case, slash or query. */
export function resourceOf(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  return path.toLowerCase().replace(/\/$/, '');
}

/** 32 bits of FNV-1a over UTF-16 units, then the finalizer of MurmurHash3 to spread them evenly. */
function hash(text: string, seed: number): number {
  let bits = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  }
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
