import type { Batch, LoopReport, WorkloadStart } from '../../../harness/contract.ts';
import type { BatchRange } from '../../batches.ts';

/** What the producer is told when it is started. */
export interface ProducerStart extends WorkloadStart {
  /** Its first batch; null when there is none. */
  readonly range: BatchRange | null;
}

export type FromProducer =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'end'; readonly loop: LoopReport };

/** The queue has taken a batch. The next one is this; null is the signal to stop. */
export interface ToProducer {
  readonly type: 'next';
  readonly range: BatchRange | null;
}
