import type { MonotonicMs } from './contract.ts';

/** The system's monotonic clock: unlike `performance.now()` it is the same in every process. */
export function monotonicMs(): MonotonicMs {
  return Number(process.hrtime.bigint()) / 1e6;
}
