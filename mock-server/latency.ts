import { hashText } from './data/seeded.ts';

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
  const position = hashText(resource, seed) / 2 ** 32;
  return Math.round(latencyMs * (1 + jitter * (2 * position - 1)));
}

/** The resource a request target names: its path, whatever the case, slash or query. */
export function resourceOf(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  return path.toLowerCase().replace(/\/$/, '');
}
