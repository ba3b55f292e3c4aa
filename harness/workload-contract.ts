/**
 * What a workload file must export, and what it is given.
 * Types only: measured programs import this file without loading anything.
 */

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
  /** Items that all workers do to warm up, whose waiting times are left out. Not said: none. */
  readonly warmupItems?: number;
  /** Content encoding asked of the server; an answer in any other is an error. */
  readonly encoding: 'gzip' | 'identity';
  /** How long one request may wait for its headers or between two pieces of its body. */
  readonly requestTimeoutMs: number;
  /**
   * How often an item of a pair that failed for a passing reason is tried again. Not said: never, and
   * attempts are not counted.
   */
  readonly retries?: number;
  /** The workload's own parameters, complete. */
  readonly params: Params;
  /** Asks for another HTTP client than the workload's own, where it has one at all. */
  readonly client?: 'fetch';
}

/** Values that JSON text holds unchanged. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Settings of a workload's own, by name. */
export type Params = Readonly<Record<string, string | number | boolean>>;

/** Read-only data for all workers: bytes or numbers, alone or by name. */
export type SharedData = SharedArray | Readonly<Record<string, SharedArray>>;
export type SharedArray = NodeJS.ArrayBufferView | ArrayBufferLike;

/** WHAT is done. A file in scenarios/workloads/, or one of the user's own, default-exports one. */
export type Workload = SimpleWorkload | PairWorkload;

interface WorkloadHead {
  /** Not said: the name of its file. */
  readonly name?: string;
  /** One sentence for `--help` and reports. */
  readonly summary?: string;
  /**
   * Whether it asks the mock server at `settings.origin`, which is then started, and whose counters
   * every trial must match. Not said: no.
   */
  readonly usesMockServer?: boolean;
  /** Its parameters and their defaults; `--param` sets others, and `settings.params` has them all. */
  readonly params?: Params;
}

type Listed<Item> = Iterable<Item> | AsyncIterable<Item>;

/**
 * A workload of one function. What each worker opens is `Resource`, what all of them read `Shared`.
 * The defaults let any such workload be passed on; files say their own through `defineWorkload`.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only `any` takes every workload
export interface SimpleWorkload<Item = any, Resource = any, Shared = any> extends WorkloadHead {
  /**
   * The items in order, JSON values without duplicates; listed once where the model's producer runs.
   * Of an iterable no more are taken than the trial has items, so it need not end.
   */
  readonly list:
    readonly Item[] | ((settings: TrialSettings) => Listed<Item> | Promise<Listed<Item>>);
  /**
   * Data that every worker reads and none writes. Called once per process. Threads of one process see
   * the same memory: arrays come on a SharedArrayBuffer.
   */
  share?(settings: TrialSettings): Shared | Promise<Shared>;
  /**
   * Opens what one worker needs, such as a database handle; called once per worker, before its first
   * item. Not said: the resource is what `share` returned.
   */
  open?(settings: TrialSettings, shared: Shared): Resource | Promise<Resource>;
  /**
   * Does one item. Returns a JSON value or a promise of one, the same in every model: its JSON text
   * is the result line. What JSON cannot hold (`undefined`, NaN, a Date, a Map) fails the item.
   */
  run(item: Item, resource: Resource): unknown;
  /** Closes what `open` opened, after the worker's last item. */
  close?(resource: Resource): unknown;
}

/** A workload in two halves, which distinguishes waiting from computing. */
export interface PairWorkload extends WorkloadHead {
  /** Names of the items in order, listed once where the model's producer runs. */
  list(settings: TrialSettings): readonly string[] | Promise<readonly string[]>;
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
  /** The item: a string itself, any other value as JSON text. */
  readonly name: string;
  readonly kind: ItemErrorKind;
  readonly message: string;
  /** Stack of an error that is no ItemError, as thrown; null otherwise. */
  readonly stack: string | null;
}

/** What the file of a workload says of it. */
export interface WorkloadTraits {
  readonly name: string;
  readonly summary: string;
  readonly form: 'simple' | 'pair';
  readonly usesMockServer: boolean;
  readonly shares: boolean;
  /** Complete: the defaults and what was given instead. */
  readonly params: Params;
  /** How many items it lists; null where that takes the mock server, or has no end. */
  readonly listed: number | null;
}
