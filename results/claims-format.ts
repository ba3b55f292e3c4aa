import { z } from 'zod';

import { environment } from './format.ts';
import { count, name, timestamp } from './quantities.ts';

/** Raised when an older reader could misread the file. */
export const CLAIMS_FORMAT_VERSION = 1;

const figure = z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

const outcome = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('measured'),
    figures: z.record(z.string(), figure).describe('what the case reported, and of its tree'),
  }),
  z.object({
    status: z.literal('failed'),
    cause: z.string().describe('why there are no figures'),
  }),
]);

const observation = z
  .object({
    claim: name,
    case: name.describe('unique in its claim'),
    round: count.describe('from 0'),
    outcome,
  })
  .describe('one case of a claim in one round');

export const claimsFile = z.object({
  kind: z.literal('claims'),
  formatVersion: z.literal(CLAIMS_FORMAT_VERSION),
  status: z.enum(['running', 'incomplete', 'complete']),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
  command: z.array(z.string()).describe("arguments after the command's name, to run it again"),
  environment,
  seed: count.describe('of the order of cases and of the latencies'),
  scale: z.enum(['full', 'quick']),
  claims: z.array(z.object({ name, rounds: count })).describe('asked for, in their order'),
  observations: z.array(observation).describe('in the order they were made'),
});

export type ClaimsFile = z.infer<typeof claimsFile>;
export type Observation = z.infer<typeof observation>;
export type Outcome = z.infer<typeof outcome>;
