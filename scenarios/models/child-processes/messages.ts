import type {
  Batch,
  BatchResult,
  LoopReport,
  TrialSettings,
  WorkerReport,
} from '../../../harness/contract.ts';

/** What a child is told on its command line. */
export interface ChildStart {
  readonly id: number;
  readonly workloadUrl: string;
  readonly settings: TrialSettings;
}

export type FromProducer =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'end'; readonly loop: LoopReport };

/** The queue has room for the next batch. */
export interface ToProducer {
  readonly type: 'more';
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
