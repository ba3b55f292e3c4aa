/** Of all workers together, in MB; half of what V8 lets one isolate have (32 MB, 64-bit). */
const WORKERS_SEMI_SPACE_MB = 16;

/**
 * Semi-space of each of several workers with an isolate of their own, in whole MB. Why less than V8's
 * default, and why so much: docs/decisions/0008-young-generation.md.
 */
export function semiSpaceMb(workers: number): number {
  return Math.max(1, Math.round(WORKERS_SEMI_SPACE_MB / workers));
}

/** The same as worker_threads' `maxYoungGenerationSizeMb`: V8's young generation is three of them. */
export function youngGenerationMb(workers: number): number {
  return 3 * semiSpaceMb(workers);
}
