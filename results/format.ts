import { z } from 'zod';

/** Raised when an older reader could misread the file. */
export const FORMAT_VERSION = 2;

const ms = z.number();
const bytes = z.number().int().nonnegative();
const count = z.number().int().nonnegative();
const share = z.number();

/** What is compared: workload x model with its parameters x runtime. */
const scenario = z.object({
  /** Unique in the run and used by every trial. */
  id: z.string(),
  workload: z.string(),
  model: z.string(),
  mirrors: z.string(),
  kind: z.enum(['model', 'floor']),
  /** What stands between two workers, and what they see without a copy; null where not recorded. */
  isolation: z.enum(['none', 'thread', 'process']).nullable(),
  sharing: z.enum(['objects', 'bytes', 'nothing']).nullable(),
  runtime: z.string(),
  /** Which side of a check it is; null where nothing is checked. `control` is the base once more. */
  arm: z.enum(['base', 'head', 'control']).nullable(),
});

/** A deliberate worsening of the head, by which a check proves that it would see one. */
const plant = z.object({
  kind: z.enum(['cpu', 'memory', 'wall']),
  /** Of the base: 0.1 is 10 % more. */
  share: share,
});

/** One of the two versions that a check compares. */
const side = z.object({
  /** As the user named it; `working tree` for the files as they are. */
  ref: z.string(),
  gitCommit: z.string().nullable(),
  gitDirty: z.boolean().nullable(),
});

/** What a check compares, beside the scenarios' arms. */
const comparison = z.object({
  base: side,
  head: side,
  /** Whether trial program and runtime came from each side as well, not only models and workloads. */
  whole: z.boolean(),
  plant: plant.nullable(),
  /** First round that confirms what the rounds before it found; null while none does. */
  confirmFrom: z.number().int().nullable(),
});

const settings = z.object({
  items: count,
  workers: count,
  inFlight: count,
  batchSize: count,
  encoding: z.enum(['gzip', 'identity']),
  requestTimeoutMs: ms,
});

/** The work every trial must prove to have done. */
const expectedWork = z.object({
  items: count,
  digest: z.string(),
  /** Requests of one trial, the list included. */
  requests: count,
  /** Body bytes the mock server sends in one trial. */
  bodyBytes: bytes,
  /** Most requests the settings allow in flight at once. */
  maxInFlight: count,
});

/** One event loop of the model, by its own account. */
const loop = z.object({
  role: z.enum(['main', 'producer', 'worker']),
  id: count,
  owner: z.enum(['process', 'thread']),
  pid: count,
  cpuUserMs: ms,
  cpuSystemMs: ms,
  loopUtilization: share,
  peakRssBytes: bytes.nullable(),
});

/** One worker; moments are milliseconds after the trial's spawn. */
const worker = z.object({
  id: count,
  readyMs: ms,
  endedMs: ms,
  items: count,
  bodyBytes: bytes,
});

/** Memory of the whole tree over time, thinned to the peak of each step. */
const memoryTimeline = z.object({
  atMs: z.array(ms),
  rssBytes: z.array(bytes),
  pssBytes: z.array(bytes).nullable(),
  processes: z.array(z.object({ pid: count, rssBytes: z.array(bytes) })),
});

/** What the mock server saw during the trial. */
const served = z.object({
  requests: count,
  byStatus: z.record(z.string(), count),
  bodyBytes: bytes,
  maxInFlight: count,
  connections: count,
  cpuMs: ms,
  loopUtilization: share,
});

/** What else the machine did during the trial; null where the system does not say. */
const machineLoad = z.object({
  stealShare: share.nullable(),
  foreignCpuShare: share.nullable(),
  cpuPressureShare: share.nullable(),
});

/** One value per metric (results/metrics.ts); null where it cannot be had. */
const metrics = z.record(z.string(), z.number().nullable());

const everyTrial = {
  scenario: z.string(),
  /** From 0; warm-up rounds count down: -1 is the last of them. */
  round: z.number().int(),
  /** Place in the order of the round. */
  position: count,
  startedAt: z.string(),
};

const completedTrial = z.object({
  ...everyTrial,
  status: z.literal('completed'),
  metrics,
  /** Why a metric is null. */
  unavailable: z.record(z.string(), z.string()),
  digest: z.string(),
  served: served.nullable(),
  loops: z.array(loop),
  workers: z.array(worker),
  latencies: z.array(z.tuple([count, count])),
  memory: memoryTimeline.nullable(),
  machine: machineLoad,
});

/** Ran to its end but did other work than asked: never ranked, never averaged. */
const invalidTrial = z.object({
  ...everyTrial,
  status: z.literal('invalid'),
  reasons: z.array(z.string()).min(1),
  failuresByKind: z.record(z.string(), count),
  digest: z.string(),
  served: served.nullable(),
});

/** Did not run to its end. */
const failedTrial = z.object({
  ...everyTrial,
  status: z.literal('failed'),
  cause: z.enum(['spawn', 'exit-code', 'signal', 'timeout', 'no-report', 'leftovers', 'aborted']),
  message: z.string(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  stderr: z.string(),
});

const trial = z.discriminatedUnion('status', [completedTrial, invalidTrial, failedTrial]);

const environment = z.object({
  cpuModel: z.string(),
  cores: count,
  memoryBytes: bytes,
  platform: z.string(),
  kernel: z.string(),
  node: z.string(),
  v8: z.string(),
  nodeOptions: z.array(z.string()),
  packages: z.record(z.string(), z.string()),
  gitCommit: z.string().nullable(),
  gitDirty: z.boolean().nullable(),
  loadAverage: z.array(z.number()),
  cpuPressure10s: share.nullable(),
});

const mockServer = z.object({
  url: z.string(),
  own: z.boolean(),
  latencyMs: ms,
  jitter: share,
  seed: count,
  dataset: z.object({
    source: z.string(),
    version: z.string(),
    sha256: z.string(),
    documents: count,
    bytes,
  }),
});

/** The run file: everything measured and everything needed to repeat it, nothing derived. */
export const runFile = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  status: z.enum(['running', 'incomplete', 'complete']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Arguments after the command's name, to run it again. */
  command: z.array(z.string()),
  environment,
  mockServer,
  settings,
  seed: count,
  /** Rounds asked for; at most, where a check decides when it has seen enough. */
  rounds: count,
  warmupRounds: count,
  /** Null where nothing is checked. */
  comparison: comparison.nullable(),
  scenarios: z.array(scenario).min(1),
  expected: expectedWork,
  trials: z.array(trial),
});

export type RunFile = z.infer<typeof runFile>;
export type Comparison = z.infer<typeof comparison>;
export type Side = z.infer<typeof side>;
export type Plant = z.infer<typeof plant>;
export type Scenario = z.infer<typeof scenario>;
export type ExpectedWork = z.infer<typeof expectedWork>;
export type TrialRecord = z.infer<typeof trial>;
export type CompletedTrial = z.infer<typeof completedTrial>;
export type InvalidTrial = z.infer<typeof invalidTrial>;
export type FailedTrial = z.infer<typeof failedTrial>;
export type Served = z.infer<typeof served>;
export type MachineLoad = z.infer<typeof machineLoad>;
export type MemoryTimeline = z.infer<typeof memoryTimeline>;
export type Environment = z.infer<typeof environment>;
