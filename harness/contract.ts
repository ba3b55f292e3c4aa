/**
 * What a workload file and a model file must export, and what they are given.
 * Types only: measured programs import this file without loading anything.
 */

/** Milliseconds since a point that is the same for all processes of a machine. */
export type MonotonicMs = number;

/** Parameters of a trial that every workload and model receives; fixed before the trial starts. */
export interface TrialSettings {
  /** Where the mock server listens, for example `http://127.0.0.1:8080`; empty without one. */
  readonly origin: string;
  /** Items to process, at least 1. More items than the list has names cycle through the names. */
  readonly items: number;
  /** Concurrent workers, at least 1. */
  readonly workers: number;
  /** Most items each worker may have in flight, at least 1. */
  readonly inFlight: number;
  /** Items handed to a worker at once, at least 1. */
  readonly batchSize: number;
  /** Content encoding asked of the server; an answer in any other is an error. */
  readonly encoding: 'gzip' | 'identity';
  /** How long one request may wait for its headers or between two pieces of its body. */
  readonly requestTimeoutMs: number;
  /** Asks for another HTTP client than the workload's own, where it has one at all. */
  readonly client?: 'fetch';
}

/** WHAT is done. A file in scenarios/workloads/ default-exports one. */
export type Workload = SimpleWorkload | PairWorkload;

interface WorkloadHead {
  /** The name of its file. */
  readonly name: string;
  /** One sentence for `--help` and reports. */
  readonly summary: string;
  /**
   * Whether it asks the mock server at `settings.origin`, which is then started, and whose counters
   * every trial must match. Not said: no.
   */
  readonly usesMockServer?: boolean;
  /** Names of the items in order, listed once where the model's producer runs. */
  list(settings: TrialSettings): readonly string[] | Promise<readonly string[]>;
}

/** A workload of one function. */
export interface SimpleWorkload extends WorkloadHead {
  /**
   * Does one item. Returns a JSON value or a promise of one, the same in every model: its JSON text
   * is the result line. What JSON cannot hold (`undefined`, NaN, a Date, a Map) fails the item.
   */
  run(item: string): unknown;
}

/** A workload in two halves, which distinguishes waiting from computing. */
export interface PairWorkload extends WorkloadHead {
  /** Opens what one worker needs to get its items, such as an HTTP client. */
  open(settings: TrialSettings): Session | Promise<Session>;
  /**
   * The computing half: the result line of one item from the bytes the session fetched.
   * Pure, so that every model must produce the same line. Throws ItemError on bad bytes.
   */
  compute(name: string, body: Uint8Array, settings: TrialSettings): string;
}

/** The waiting half of a workload, one per worker. */
export interface Session {
  /** The bytes of one item as they came over the wire. Rejects with ItemError. */
  fetch(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Why an item has no result; counted per kind, and one is enough to make the trial invalid. */
export type ItemErrorKind =
  'status' | 'timeout' | 'connection' | 'protocol' | 'encoding' | 'json' | 'shape' | 'other';

export interface ItemFailure {
  readonly name: string;
  readonly kind: ItemErrorKind;
  readonly message: string;
}

/** A run of consecutive items, handed to one worker. */
export interface Batch {
  /** Index of the first item, from 0. */
  readonly first: number;
  readonly names: readonly string[];
}

/** What a worker made of one batch. */
export interface BatchResult {
  readonly first: number;
  /** One line per item of the batch, in its order; null where the item failed. */
  readonly lines: readonly (string | null)[];
  readonly failures: readonly ItemFailure[];
}

/** HOW the work runs concurrently. A file in scenarios/models/ default-exports one. */
export interface Model {
  readonly name: string;
  /** What it stands for in the article on Python, for example `threads under the GIL`. */
  readonly analogue: string;
  /** One sentence for `--help` and reports. */
  readonly summary: string;
  /** The same for a simple workload, where the model treats it otherwise. Not said: `summary`. */
  readonly simpleSummary?: string;
  /** `floor` is a yardstick without concurrency: shown first, never ranked. */
  readonly kind: 'model' | 'floor';
  /**
   * Place in lists and reports, from 1: that of the article, and of a variant the one among the
   * variants of its model. Not said: behind those that say it, by name.
   */
  readonly number?: number;
  /** Name of the model that this one does in another way. Not said: a main model, run by default. */
  readonly variantOf?: string;
  /** The others are compared with it, where it is run. */
  readonly baseline?: true;
  /** `idiomatic` is what most people write, `tuned` what those write who measure. Not said: not known. */
  readonly form?: 'idiomatic' | 'tuned';
  /** What stands between two workers: a crash, a full heap or a blocked loop of one stops there. Not said: not known. */
  readonly isolation?: 'none' | 'thread' | 'process';
  /** What workers see of one another's data without a copy. */
  readonly sharing?: 'objects' | 'bytes' | 'nothing';
  /** Does the work, hands every result to the collector, and leaves nothing running. */
  run(trial: Trial, collector: Collector): Promise<void>;
}

/** What a worker that must load the workload itself is told. */
export interface WorkloadStart {
  /** Module URL of the workload. */
  readonly workloadUrl: string;
  readonly settings: TrialSettings;
}

/** One trial as a model sees it, in the first process of the trial's tree. */
export interface Trial extends WorkloadStart {
  /** Loads the workload here; a model whose workers load it themselves need not. */
  readonly loadWorkload: () => Promise<Workload>;
  /** File of the bodies on which the floor of a pair works (scenarios/body-pack.ts); null when not prepared. */
  readonly bodyPackPath: string | null;
}

/** Takes what the model produces. Lives in the first process of the tree. */
export interface Collector {
  /** Results of one batch, or a part of one, have arrived where the program consumes them. */
  collect(result: BatchResult): void;
  /** The closing report of a worker. */
  worker(report: WorkerReport): void;
  /** The closing report of an event loop other than the collector's own. */
  loop(report: LoopReport): void;
  /** Messages, and payload bytes by any way, that crossed a process or thread boundary. */
  crossed(messages: number, bytes: number): void;
}

/** What a worker says when it has no more work. */
export interface WorkerReport {
  /** 0, 1, … */
  readonly id: number;
  /** When it could have taken its first batch. */
  readonly readyAtMs: MonotonicMs;
  /** When its last item was done. */
  readonly endedAtMs: MonotonicMs;
  readonly items: number;
  /** Bytes its session fetched, as they came over the wire. */
  readonly bodyBytes: number;
  /**
   * Waiting time of each item, from asking to the last byte; of a simple workload the time of its
   * function (scenarios/latency-histogram.ts).
   */
  readonly latencies: SparseHistogram;
}

/** What one event loop says of itself just before it ends. */
export interface LoopReport {
  readonly role: 'main' | 'producer' | 'worker';
  /** 0, 1, … within the role. */
  readonly id: number;
  /** Who owns the loop. CPU and memory of a thread are part of its process's figures. */
  readonly owner: 'process' | 'thread';
  readonly pid: number;
  /** CPU of the process, or of the thread alone. */
  readonly cpuUserMs: number;
  readonly cpuSystemMs: number;
  /** Share of its life the loop was busy, 0 to 1. */
  readonly loopUtilization: number;
  /** High-water mark of the process's resident memory; null for threads and where unknown. */
  readonly peakRssBytes: number | null;
}

/** Counts per bucket: [bucket index, count] pairs, ascending, zero counts left out. */
export type SparseHistogram = readonly (readonly [bucket: number, count: number])[];
