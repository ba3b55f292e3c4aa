import type { MessagePort } from 'node:worker_threads';
import type { SharedInbox } from './inbox.ts';

/** How a collector comes to the results of its producers. */
export type Way = 'no-wait' | 'timed-wait' | 'blocking-wait' | 'async-wait' | 'messages';

/** What the program is told. Number and pacing of the results are the same for every way. */
export interface CollectionSpec {
  readonly way: Way;
  readonly producers: number;
  readonly batchesPerProducer: number;
  /** Put at once, when the batch is done, as the article's workers do. */
  readonly batchSize: number;
  /** Mean time that a producer takes for a batch, in ms. */
  readonly meanBatchMs: number;
}

/** What the collecting thread is given. */
export interface CollectorTask {
  readonly way: Way;
  readonly results: number;
  readonly inbox: SharedInbox;
  /** One for each producer. */
  readonly ports: readonly MessagePort[];
}

/** What a producing thread is given. */
export interface ProducerTask {
  /** From 0. */
  readonly lane: number;
  readonly spec: CollectionSpec;
  readonly inbox: SharedInbox;
  /** To the collector where results go by message. */
  readonly port: MessagePort | null;
  /** An Int32, 0 until the producers start. */
  readonly gate: SharedArrayBuffer;
}

/** What the collecting thread says in the end. */
export interface Collection {
  /** From a result's being put to its being taken, in ms. */
  readonly delaysMs: Float64Array;
  /** CPU of the collecting thread since it was ready, in ms. */
  readonly cpuMs: number;
}
