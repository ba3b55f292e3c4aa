import { z } from 'zod';

import { bytes, count, faultsByKind, ms, name, share } from './quantities.ts';

const version = z
  .object({
    ref: z.string().describe('as the user named it; `working tree` for the files as they are'),
    gitCommit: z.string().nullable(),
    gitDirty: z.boolean().nullable(),
    whole: z
      .boolean()
      .describe('whether trial program and runtime are of this version too, not only its modules'),
  })
  .describe('which version of models and workloads was measured');

const injection = z
  .object({
    kind: z.enum(['cpu', 'memory', 'wall']),
    share: z.number().nonnegative().describe('of the baseline: 0.1 is 10 % more'),
  })
  .describe('a deliberate worsening, by which a check proves that it would see one');

const settings = z
  .object({
    items: count.positive(),
    workers: count.positive(),
    inFlight: count.positive().describe('most items each worker may have in flight'),
    batchSize: count.positive().describe('items handed to a worker at once'),
    encoding: z.enum(['gzip', 'identity']).describe('content encoding asked of the mock server'),
    requestTimeoutMs: ms,
    retries: count
      .exactOptional()
      .describe('how often a failed item is tried again; absent where attempts are not counted'),
    params: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .describe("the workload's own parameters"),
  })
  .describe('what the model was told');

const mockConditions = z
  .object({
    own: z.boolean().describe('whether the run started the server'),
    latencyMs: ms.describe('before an answer begins'),
    jitter: share.describe('how far the latency of an answer may lie from latencyMs, of it'),
    seed: count,
    faults: z
      .string()
      .nullable()
      .default(null)
      .describe('which answers are faulty, as --faults takes it; null for none'),
    dataset: z.object({
      source: z.string(),
      version: z.string(),
      sha256: z.string().describe('over all documents'),
      documents: count,
      bytes,
    }),
  })
  .describe('the mock server that answered, and its data');

const expectedWork = z
  .object({
    items: count,
    digest: z.string().describe('of all results, whatever the order they came in'),
    http: z
      .object({
        requests: count.describe('of one trial, the list included'),
        bodyBytes: bytes.describe('sent by the mock server in one trial'),
        maxInFlight: count.describe('most requests the settings allow at once'),
        ok: count.exactOptional().describe('answered whole and with 200; absent where all of them are'),
        faults: faultsByKind.describe('faulty answers of one trial, by kind; absent for none'),
      })
      .nullable()
      .describe('null for work without the mock server'),
    failuresByKind: faultsByKind.describe(
      'items that fail in every trial, by class of error; absent for none',
    ),
    itemMs: z
      .object({ median: ms, max: ms })
      .nullable()
      .default(null)
      .describe('how long items took one after the other; null where not recorded'),
  })
  .describe('the work that every trial must prove to have done');

export const limits = z
  .object({
    memoryBytes: bytes
      .positive()
      .nullable()
      .describe('that the process tree may use; null for no limit'),
    cores: z
      .array(count)
      .min(1)
      .nullable()
      .describe('that the tree may run on, as the system numbers them; null for all'),
    nice: z
      .int()
      .min(-20)
      .max(19)
      .nullable()
      .describe("added to the harness's own nice value; null for nothing"),
  })
  .describe('what trials are limited to, and neither harness nor mock server');

/** A file of the user's, with slashes, relative to the project's folder. */
const file = z.string().nullable().default(null);

/** How a model is built, as the model's file says it; null where it does not, or a file is older. */
const modelTraits = {
  analogue: z.string().nullable().describe('what it stands for in the article on Python'),
  variantOf: name.nullable().describe('name of the model that it does in another way'),
  form: z
    .enum(['idiomatic', 'tuned'])
    .nullable()
    .describe('as most people write it, or written for speed'),
  summary: z.string().nullable().describe('what it does, in a sentence'),
  isolation: z
    .enum(['none', 'thread', 'process'])
    .nullable()
    .describe('what stands between two workers'),
  sharing: z
    .enum(['objects', 'bytes', 'nothing'])
    .nullable()
    .describe('what two workers see without a copy'),
  language: name
    .nullable()
    .default(null)
    .describe('of a program in another language, which is never ranked; null for a model in Node'),
};

export const scenario = z
  .object({
    id: name.describe('unique in the run and used by every trial'),
    label: name.describe('what people are shown'),
    group: name.nullable().describe('the claim it belongs to; null where a run asks one question'),
    kind: z
      .enum(['model', 'floor', 'program'])
      .describe(
        'a floor is the work alone, without concurrency; a program does its own work and reports figures',
      ),
    workload: name.nullable().describe('null for a program'),
    file: file.describe("of the workload; null for one of the suite's own"),
    workloadSummary: z
      .string()
      .nullable()
      .default(null)
      .describe('what the workload does, as its file says; null where that is not recorded'),
    modelFile: file.describe("null for a model of the suite's own"),
    codeSha256: z
      .string()
      .nullable()
      .default(null)
      .describe(
        "over the user's files as they were built, of a side of a check over its code; null where it has none",
      ),
    model: name.describe("the model's name, or the program's"),
    ...modelTraits,
    settings: settings.nullable().describe('null for a program'),
    input: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('what a program was told; null for a model'),
    mock: mockConditions.nullable().describe('null for work without the mock server'),
    runtime: name,
    machine: name.describe("an environment's id"),
    limits: limits.nullable().default(null).describe('null for none'),
    version: version.nullable().describe('null where the run compares no versions'),
    role: z
      .enum(['base', 'head', 'control'])
      .nullable()
      .describe('in a check; control is the base once more'),
    injection: injection.nullable(),
    rounds: count.describe('asked for; at most, where a check decides when it has seen enough'),
    sharedBytes: bytes
      .nullable()
      .default(null)
      .describe('of the data that `share` of the workload returns; null where it has none'),
    expected: expectedWork.nullable().describe('null for a program, which checks its own work'),
    baseline: name.nullable().describe('id of the scenario it is compared with'),
    floor: name.nullable().describe('id of the scenario that does the same work alone'),
    main: name.nullable().describe('id of the scenario whose model it is a variant of'),
  })
  .describe('workload or program x model x settings x mock conditions x runtime x machine');

/** Asked for by name, so that a report has a row of it; what was not asked for leaves no trace. */
export const notRun = z
  .object({
    id: name.describe('of the scenario that it would have been'),
    label: name.describe('what people are shown'),
    model: name,
    runtime: name.describe('as far as it is known, such as `go`'),
    language: name.nullable().default(null).describe('of a program; null for a model in Node'),
    reason: z.string().min(1).describe('one line, such as `no go in PATH`'),
  })
  .describe('what was asked for and cannot run on this machine');

export type Scenario = z.infer<typeof scenario>;
export type NotRun = z.infer<typeof notRun>;
export type Role = NonNullable<Scenario['role']>;
export type Version = z.infer<typeof version>;
export type Injection = z.infer<typeof injection>;
export type WorkSettings = z.infer<typeof settings>;
export type Limits = z.infer<typeof limits>;
export type MockConditions = z.infer<typeof mockConditions>;
export type ExpectedWork = z.infer<typeof expectedWork>;
