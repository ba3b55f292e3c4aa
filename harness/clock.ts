import type { MonotonicMs } from './contract.ts';

/**
 * Set by the harness for runtimes whose `process.hrtime` begins with each process and thread, as that of Bun and Deno:
 * what to add to their wall time, which all of them share, to have the system's monotonic clock.
 */
export const WALL_CLOCK_VARIABLE = 'CONCURRENCY_BENCH_WALL_CLOCK_MS';

const toMonotonicMs = process.env[WALL_CLOCK_VARIABLE];

/** The system's monotonic clock: unlike `performance.now()` it is the same in every process. */
export const monotonicMs: () => MonotonicMs =
  toMonotonicMs === undefined
    ? () => Number(process.hrtime.bigint()) / 1e6
    : () => performance.timeOrigin + performance.now() + Number(toMonotonicMs);
