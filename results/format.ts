import { z } from 'zod';

import { addInconsistencies } from './consistency.ts';
import { bytes, count, ms, name, share, timestamp } from './quantities.ts';
import { trial } from './trial-format.ts';

/** Raised when an older reader could misread the file. */
export const FORMAT_VERSION = 2;

const scenario = z
  .object({
    id: name.describe('unique in the run and used by every trial'),
    workload: name,
    model: name,
    mirrors: z.string().describe('what it stands for in the article on Python'),
    kind: z.enum(['model', 'floor']).describe('a floor is the computing part of the work alone'),
    variantOf: name
      .nullable()
      .default(null)
      .describe('the model that it does in another way; null where it is none'),
    form: z
      .enum(['idiomatic', 'tuned'])
      .nullable()
      .default(null)
      .describe('as most people write it, or for speed; null where not recorded'),
    summary: z
      .string()
      .nullable()
      .default(null)
      .describe('what the model does, in a sentence; null where not recorded'),
    isolation: z
      .enum(['none', 'thread', 'process'])
      .nullable()
      .describe('what stands between two workers; null where not recorded'),
    sharing: z
      .enum(['objects', 'bytes', 'nothing'])
      .nullable()
      .describe('what two workers see without a copy; null where not recorded'),
    runtime: name,
    arm: z
      .enum(['base', 'head', 'control'])
      .nullable()
      .describe(
        'which side of a check it is, null where nothing is checked; control is the base once more',
      ),
  })
  .describe('workload x model with its settings x runtime');

const plant = z
  .object({
    kind: z.enum(['cpu', 'memory', 'wall']),
    share: z.number().nonnegative().describe('of the base: 0.1 is 10 % more'),
  })
  .describe('a deliberate worsening of the head, by which a check proves that it would see one');

const side = z.object({
  ref: z.string().describe('as the user named it; `working tree` for the files as they are'),
  gitCommit: z.string().nullable(),
  gitDirty: z.boolean().nullable(),
});

const comparison = z
  .object({
    base: side,
    head: side,
    whole: z
      .boolean()
      .describe(
        'whether trial program and runtime came from each side as well, not only models and workloads',
      ),
    plant: plant.nullable(),
    confirmFrom: z
      .int()
      .nullable()
      .describe('first round that confirms what those before it found; null while none does'),
  })
  .describe("what a check compares, beside the scenarios' arms");

const settings = z
  .object({
    items: count,
    workers: count,
    inFlight: count.describe('most requests each worker may have in flight'),
    batchSize: count.describe('items handed to a worker at once'),
    encoding: z.enum(['gzip', 'identity']).describe('content encoding asked of the mock server'),
    requestTimeoutMs: ms,
  })
  .describe('the same for every trial');

const expectedWork = z
  .object({
    items: count,
    digest: z.string().describe('SHA-256 over all result lines in item order'),
    http: z
      .object({
        requests: count.describe('of one trial, the list included'),
        bodyBytes: bytes.describe('sent by the mock server in one trial'),
        maxInFlight: count.describe('most requests the settings allow at once'),
      })
      .nullable()
      .describe('what the mock server must see of a trial; null where the workload does not use it'),
  })
  .describe('the work every trial must prove to have done');

export const environment = z.object({
  cpuModel: z.string(),
  cores: count,
  memoryBytes: bytes,
  platform: z.string(),
  kernel: z.string(),
  node: z.string(),
  v8: z.string(),
  nodeOptions: z.array(z.string()),
  packages: z.record(z.string(), z.string()).describe('name: version'),
  gitCommit: z.string().nullable(),
  gitDirty: z.boolean().nullable(),
  loadAverage: z.array(z.number().nonnegative()).describe('over 1, 5 and 15 minutes'),
  cpuPressure10s: share
    .nullable()
    .describe('time in which some task waited for a core, of the 10 s before the run'),
});

const mockServer = z.object({
  url: z.string(),
  own: z.boolean().describe('whether the run started it'),
  latencyMs: ms.describe('before an answer begins'),
  jitter: share.describe('how far the latency of an answer may lie from latencyMs, of it'),
  seed: count,
  dataset: z.object({
    source: z.string(),
    version: z.string(),
    sha256: z.string().describe('over all documents'),
    documents: count,
    bytes,
  }),
});

const fields = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  status: z
    .enum(['running', 'incomplete', 'complete'])
    .describe('running also if the program that wrote it was killed'),
  startedAt: timestamp,
  endedAt: timestamp.nullable(),
  command: z.array(z.string()).describe("arguments after the command's name, to run it again"),
  environment,
  mockServer: mockServer.nullable().describe('null where the workload does not use it'),
  settings,
  seed: count.describe('of the order of trials and of the latencies'),
  rounds: count.describe('asked for; at most, where a check decides when it has seen enough'),
  warmupRounds: count.describe('asked for, before the first that counts'),
  comparison: comparison.nullable().describe('null where nothing is checked'),
  scenarios: z.array(scenario).min(1),
  expected: expectedWork,
  trials: z.array(trial).describe('in the order they ran'),
});

/** The run file: all fields, and what its parts say of one another. */
export const runFile = fields.superRefine(addInconsistencies);

export type RunFile = z.infer<typeof fields>;
export type Comparison = z.infer<typeof comparison>;
export type Side = z.infer<typeof side>;
export type Plant = z.infer<typeof plant>;
export type Scenario = z.infer<typeof scenario>;
export type ExpectedWork = z.infer<typeof expectedWork>;
/** What the mock server must see of a trial. */
export type ExpectedHttp = NonNullable<ExpectedWork['http']>;
export type Environment = z.infer<typeof environment>;
export type {
  CompletedTrial,
  FailedTrial,
  InvalidTrial,
  MachineLoad,
  MemoryTimeline,
  Served,
  TrialRecord,
} from './trial-format.ts';
