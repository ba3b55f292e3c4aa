import { z } from 'zod';

import type { ModelTraits, WorkloadTraits } from '../contract.ts';
import type { ErrorCode } from '../errors.ts';
import { params } from '../shapes.ts';
import { foundProgram } from './found-program.ts';
import type { InspectLine, Reference } from './protocol.ts';

/** Lines of the inspecting process as they are read: the user's code runs in it, and may write to its descriptors. */

const count = z.int().nonnegative();
const ms = z.number().nonnegative();

// A file may say that it is no baseline, which the type has no need for.
const modelTraits = z.object({
  name: z.string(),
  summary: z.string(),
  kind: z.enum(['model', 'floor']),
  analogue: z.string().optional(),
  simpleSummary: z.string().optional(),
  number: z.int().optional(),
  variantOf: z.string().optional(),
  baseline: z.boolean().optional(),
  form: z.enum(['idiomatic', 'tuned']).optional(),
  isolation: z.enum(['none', 'thread', 'process']).optional(),
  sharing: z.enum(['objects', 'bytes', 'nothing']).optional(),
  language: z.string().optional(),
  workloads: z.array(z.string()).optional(),
}) as unknown as z.ZodType<ModelTraits>;

const workloadTraits: z.ZodType<WorkloadTraits> = z.object({
  name: z.string(),
  summary: z.string(),
  form: z.enum(['simple', 'pair']),
  usesMockServer: z.boolean(),
  shares: z.boolean(),
  params,
  listed: count.nullable(),
});

const countsByKind = z.record(z.string(), count);

const reference: z.ZodType<Reference> = z.object({
  expected: z.object({
    items: count,
    digest: z.string(),
    http: z
      .object({
        ...{ requests: count, bodyBytes: count, maxInFlight: count },
        ...{ ok: count.exactOptional(), faults: countsByKind.exactOptional() },
      })
      .nullable(),
    itemMs: z.object({ median: ms, max: ms }).nullable(),
    failuresByKind: countsByKind.exactOptional(),
  }),
  sharedBytes: count.nullable(),
  bareFailures: countsByKind.nullable(),
  lostMs: ms,
});

const line: z.ZodType<InspectLine> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('kind'), kind: z.enum(['model', 'workload']) }),
  z.object({ type: z.literal('model'), traits: modelTraits }),
  z.object({ type: z.literal('program'), found: foundProgram }),
  z.object({ type: z.literal('workload'), traits: workloadTraits }),
  z.object({ type: z.literal('reference'), reference }),
  z.object({ type: z.literal('progress'), done: count, of: count, again: z.boolean() }),
  z.object({
    type: z.literal('problem'),
    code: z.string().regex(/^[a-z-]{1,40}$/) as z.ZodType<ErrorCode>,
    message: z.string(),
  }),
  z.object({ type: z.literal('hung'), item: z.string() }),
]);

/** Null for what the program of the inspection does not write. */
export function readInspectLine(text: string): InspectLine | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
