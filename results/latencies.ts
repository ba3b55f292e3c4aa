/** How often each bucket was hit, ascending, empty buckets left out. */
export type Latencies = readonly (readonly [bucket: number, count: number])[];

/**
 * Bucket b begins at 2^(b/32) µs, as scenarios/latency-histogram.ts fills it: 2.2 % wide, so a
 * percentile is off by 1.1 % at most.
 */
const BUCKETS_PER_OCTAVE = 32;

/** Covers 1 µs to 2^32 µs, 71 minutes; the last bucket holds all that is longer. */
export const LATENCY_BUCKETS = 32 * BUCKETS_PER_OCTAVE;

export function mergeLatencies(parts: readonly Latencies[]): Latencies {
  const counts = new Map<number, number>();
  for (const [bucket, count] of parts.flat()) {
    counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** Latency below which the share `quantile` (0 to 1) of all lies, in ms; null when empty. */
export function latencyQuantile(latencies: Latencies, quantile: number): number | null {
  const total = latencies.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of latencies) {
    seen += count;
    if (seen >= quantile * total) return 2 ** ((bucket + 0.5) / BUCKETS_PER_OCTAVE) / 1000;
  }
  return null;
}

/** Where a bucket begins and ends, in ms. */
export function bucketRange(bucket: number): readonly [fromMs: number, toMs: number] {
  const edge = (index: number) => 2 ** (index / BUCKETS_PER_OCTAVE) / 1000;
  return [edge(bucket), edge(bucket + 1)];
}
