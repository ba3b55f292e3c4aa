import type { SparseHistogram } from '../harness/contract.ts';

/** Buckets per doubling: a bucket is 2.2 % wide, so a percentile is off by 1.1 % at most. */
const BUCKETS_PER_OCTAVE = 32;
/** Covers 1 µs to 2^32 µs, 71 minutes. */
const OCTAVES = 32;

/**
 * Counts latencies in logarithmic buckets: 4 KiB, one logarithm per item, mergeable by adding.
 * Our own, because a histogram library would be loaded by every measured process.
 */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS_PER_OCTAVE * OCTAVES);

  record(latencyMs: number): void {
    const bucket = Math.floor(Math.log2(Math.max(1, latencyMs * 1000)) * BUCKETS_PER_OCTAVE);
    const last = this.#counts.length - 1;
    const index = Math.min(bucket, last);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  toSparse(): SparseHistogram {
    const pairs: [number, number][] = [];
    for (const [bucket, count] of this.#counts.entries()) {
      if (count > 0) pairs.push([bucket, count]);
    }
    return pairs;
  }
}

export function mergeHistograms(histograms: readonly SparseHistogram[]): SparseHistogram {
  const counts = new Map<number, number>();
  for (const [bucket, count] of histograms.flat()) {
    counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  }
  return [...counts].sort(([a], [b]) => a - b);
}

/** Latency below which the share `quantile` (0 to 1) of all lies, in ms; null when empty. */
export function histogramQuantile(histogram: SparseHistogram, quantile: number): number | null {
  const total = histogram.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of histogram) {
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
