import type { WorkSettings } from '../../results/format.ts';

/** The article's: 1000 items, 4 workers with 100 requests in flight each, quarter chunks. */
export function workSettings(given: Partial<WorkSettings> = {}): WorkSettings {
  const { items = 1000, workers = 4 } = given;
  return {
    items,
    workers,
    inFlight: 100,
    // Rounded up, so that the remainder makes no fifth chunk.
    batchSize: Math.ceil(items / workers),
    encoding: 'gzip',
    requestTimeoutMs: 30_000,
    ...given,
  };
}
