import { z } from 'zod';

import { FAULT_KINDS } from './faults.ts';
import type { About, CountersReport, StartMessage } from './protocol.ts';

/** Messages of a mock server as they are read: another program, or another version, may have sent them. */

const count = z.int().nonnegative();
const ms = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER);
const share = z.number().min(0).max(1);

export const startMessage: z.ZodType<StartMessage> = z.union([
  z.object({ ready: z.object({ url: z.string() }) }),
  z.object({ failed: z.object({ message: z.string() }) }),
]);

export const about: z.ZodType<About> = z.looseObject({
  name: z.string(),
  formatVersion: z.number(),
  dataset: z.object({
    source: z.string(),
    version: z.string(),
    sha256: z.string(),
    documents: count,
    bytes: count,
  }),
  latencyMs: ms,
  jitter: share,
  seed: count,
  faults: z.string().nullable(),
});

export const countersReport: z.ZodType<CountersReport> = z.looseObject({
  requests: count,
  byStatus: z.record(z.string(), count),
  faults: z.partialRecord(z.enum(FAULT_KINDS), count),
  bodyBytes: count,
  maxInFlight: count,
  connections: count,
  elapsedMs: ms,
  cpuUserMs: ms,
  cpuSystemMs: ms,
  loopUtilization: share,
});

/** In which field a message is wrong, in one line. */
export function faultOf({ issues: [first] }: z.ZodError): string {
  const field = z.core.toDotPath(first?.path ?? []).slice(0, 100);
  return `${field === '' ? 'the whole' : field}: ${first?.message ?? ''}`;
}
