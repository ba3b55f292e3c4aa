import type { Batch, LoopReport } from '../../../harness/contract.ts';

export type FromProducer =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'end'; readonly loop: LoopReport };

/** The queue has room for the next batch. */
export interface ToProducer {
  readonly type: 'more';
}
