import type { Batch, LoopReport, Pass, WorkloadStart } from '../../../harness/contract.ts';

/** What the producer is told when it is started. */
export interface ProducerStart extends WorkloadStart {
  /** Its first pass; null when there is none. */
  readonly pass: Pass | null;
}

export type FromProducer =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'end'; readonly loop: LoopReport };

/** The queue has taken a batch: go on, or after the last of a pass with this one; null is the end. */
export type ToProducer =
  { readonly type: 'more' } | { readonly type: 'pass'; readonly pass: Pass | null };
