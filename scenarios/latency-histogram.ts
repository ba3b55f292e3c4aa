import type { SparseHistogram } from '../harness/contract.ts';

/** Buckets per doubling, as results/latencies.ts reads them. */
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
