/**
 * What a model file must export, and what it is given; the same of a workload file comes with it.
 * Types only: measured programs import this file without loading anything.
 */

import type { ModelHead } from './model-head.ts';
import type { ProgramModel } from './program-contract.ts';
import type { ItemFailure, TrialSettings, Workload } from './workload-contract.ts';

export type * from './model-head.ts';
export type * from './program-contract.ts';
export type * from './workload-contract.ts';

/** Milliseconds since a point that is the same for all processes of a machine. */
export type MonotonicMs = number;

/** A run of consecutive items that a trial does as a whole, alone or one of several. */
export interface Pass {
  /** Index of the first item, from 0. Items beyond the last name start again at the first. */
  readonly first: number;
  readonly count: number;
}

/** A run of consecutive items, handed to one worker. */
export interface Batch {
  /** Index of the first item, from 0. */
  readonly first: number;
  readonly names: readonly string[];
}

/** What a worker made of consecutive items of one batch, or of all of them. */
export interface BatchResult {
  /** Index of the first of them. */
  readonly first: number;
  /** One line per item, in order; null where the item failed. */
  readonly lines: readonly (string | null)[];
  readonly failures: readonly ItemFailure[];
}

/** HOW the work runs concurrently. A file in scenarios/models/, or one of the user's own, default-exports one. */
export interface Model extends ModelHead {
  /** Does the work, hands every result to the collector, and leaves nothing running. */
  run(trial: Trial, collector: Collector): Promise<void>;
}

/** What a worker that must load the workload itself is told. */
export interface WorkloadStart {
  /** Module URL of the workload. */
  readonly workloadUrl: string;
  readonly settings: TrialSettings;
}

/** What the file of a model says of it. */
export type ModelTraits = ModelHead &
  Required<Pick<ModelHead, 'name' | 'summary' | 'kind'>> &
  Partial<Pick<ProgramModel, 'language' | 'workloads'>>;

/** One trial as a model sees it, in the first process of the trial's tree. */
export interface Trial extends WorkloadStart {
  /**
   * What is to be done, to be read once: one pass of all items, or, when the trial is driven, a pass
   * each time one is asked for. Asking for the next waits until each item of the last has come.
   */
  readonly passes: AsyncIterable<Pass>;
  /** Whether the workload has `share`, so that a model with threads gives them its data. */
  readonly shares: boolean;
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
  /** Not said: attempts are not counted. */
  readonly lost?: LostTime;
}

/** What failed attempts cost a worker. */
export interface LostTime {
  /** Items tried once more, each time counted. */
  readonly retries: number;
  /** Attempts that failed because an answer, or more of it, did not come in time. */
  readonly timeouts: number;
  /** From the start of each failed attempt to its end, or to the start of the next one, added up. */
  readonly lostMs: number;
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
  /** Share of its life the loop was busy, 0 to 1; null where the runtime does not measure it. */
  readonly loopUtilization: number | null;
  /** High-water mark of the process's resident memory; null for threads and where unknown. */
  readonly peakRssBytes: number | null;
}

/** Counts per bucket: [bucket index, count] pairs, ascending, zero counts left out. */
export type SparseHistogram = readonly (readonly [bucket: number, count: number])[];
