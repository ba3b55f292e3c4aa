import type {
  Batch,
  BatchResult,
  LoopReport,
  SharedData,
  WorkerReport,
  WorkloadStart,
} from '../../harness/contract.ts';

/** What a process or thread is told when it is started. */
export interface WorkerStart extends WorkloadStart {
  readonly id: number;
  /** What the workload shares, where the worker sees the same memory. */
  readonly shared?: SharedData;
}

export type FromWorker =
  | { readonly type: 'take' }
  | { readonly type: 'result'; readonly result: BatchResult }
  | { readonly type: 'end'; readonly worker: WorkerReport; readonly loop: LoopReport };

/** Answer to `take`; null is the signal to stop. */
export interface ToWorker {
  readonly type: 'batch';
  readonly batch: Batch | null;
}
