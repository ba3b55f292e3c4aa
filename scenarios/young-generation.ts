/** V8's default in a 64-bit process: `new_space` of v8.getHeapSpaceStatistics() never holds more. */
const DEFAULT_SEMI_SPACE_MB = 32;

/**
 * Semi-space of each of several isolates, in whole MB: together they have what one isolate has by
 * default. Why: docs/decisions/0008-young-generation.md.
 */
export function semiSpaceMb(isolates: number): number {
  return Math.max(1, Math.round(DEFAULT_SEMI_SPACE_MB / isolates));
}

/** The same as worker_threads' `maxYoungGenerationSizeMb`: V8's young generation is three of them. */
export function youngGenerationMb(isolates: number): number {
  return 3 * semiSpaceMb(isolates);
}
