import type { WorkSettings } from '../../results/format.ts';

/** For start, end and the computing of a usual run, on a slow machine. */
const LEAST_MS = 60_000;

/**
 * When a trial that still runs must be hanging. The slowest way to do the work has one request at a
 * time per worker; twice that, for workers that do not share it evenly.
 */
export function timeLimitMs(settings: WorkSettings | null, latencyMs: number): number {
  if (settings === null) return LEAST_MS;
  return LEAST_MS + 2 * Math.ceil(settings.items / settings.workers) * latencyMs;
}
