/** What a model of the user's may use: `concurrency-bench/model`. */

export type * from '../harness/contract.ts';

// Items and batches, where the model produces them.
export { batches, type BatchRange, batchRanges, listNames } from './items.ts';
export { AsyncQueue } from './async-queue.ts';
export { produce } from './produce.ts';

// The worker: its loop, or a part of it.
export { type OpenWorkload, openWorkload } from './item.ts';
export { ItemError } from './item-error.ts';
export { loadWorkload } from './load-workload.ts';
export { runWorker, type WorkerInput } from './worker.ts';

// Data that workers share.
export { inSharedMemory, shareData, shareMemory } from './shared-data.ts';

// Workers that ask for batches by message.
export { type Child, messagesOf, type Parent } from './message-passing/channel.ts';
export type { FromWorker, ToWorker, WorkerStart } from './message-passing/messages.ts';
export { serveWorker } from './message-passing/serve-worker.ts';
export { runMessageWorker } from './message-passing/worker.ts';

// Pools that take one task per batch.
export { collectTasks, type TaskCollector } from './task-collector.ts';
export { openTaskWorker, type TaskEnd, type TaskStart, type TaskWorker } from './task-worker.ts';

// Programs in other languages: where they are, and building them.
export { inPath } from '../harness/in-path.ts';
export { type Build, built, outputOf } from './program-search.ts';

// What workers and loops report.
export { monotonicMs } from '../harness/clock.ts';
export { LatencyHistogram } from './latency-histogram.ts';
export { processReport, threadReport } from './loop-report.ts';
export { textBytes } from './text-bytes.ts';
