import { threadId } from 'node:worker_threads';

import type {
  Batch,
  BatchResult,
  LoopReport,
  SharedData,
  WorkerReport,
  WorkloadStart,
} from '../harness/contract.ts';
import { monotonicMs } from '../harness/clock.ts';
import { type ItemEnd, type OpenWorkload, openWorkload } from './item.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { loadWorkload } from './load-workload.ts';
import { processReport, threadReport } from './loop-report.ts';

/** What a worker of a pool is told: plain data, with shared memory where it is a thread. */
export interface TaskStart extends WorkloadStart {
  readonly shared?: SharedData;
}

/** What a task of one batch gives back, and what its worker has done until then. */
export interface TaskEnd {
  readonly result: BatchResult;
  readonly worker: WorkerReport;
  readonly loop: LoopReport;
}

/**
 * A worker of a pool that hands out tasks and cannot be addressed itself. As there may be no last
 * task of a worker, each brings the worker's report along.
 */
export interface TaskWorker {
  /** Does a batch, up to `inFlight` of its items at once. */
  run(batch: Batch): Promise<TaskEnd>;
  /** To be called once when the pool ends the worker. */
  close(): Promise<void>;
}

/** Opens the workload for the thread or process that calls it. */
export async function openTaskWorker(start: TaskStart): Promise<TaskWorker> {
  const { settings } = start;
  const workload = await loadWorkload(start.workloadUrl);
  const work = await openWorkload(workload, settings, start.shared);
  const latencies = new LatencyHistogram();
  const total = { items: 0, bodyBytes: 0 };
  const readyAtMs = monotonicMs();
  return {
    async run(batch) {
      const ends = await runBatch(work, batch, settings.inFlight, latencies);
      total.items += ends.length;
      for (const { bodyBytes } of ends) total.bodyBytes += bodyBytes;
      const times = { readyAtMs, endedAtMs: monotonicMs() };
      return {
        result: {
          first: batch.first,
          lines: ends.map(({ line }) => line),
          failures: ends.flatMap(({ failure }) => failure ?? []),
        },
        worker: {
          ...{ id: threadId, ...times, ...total, latencies: latencies.toSparse() },
          ...(work.lost && { lost: work.lost() }),
        },
        loop: threadId === 0 ? processReport('worker', 0) : threadReport('worker', threadId),
      };
    },
    close: () => work.close(),
  };
}

async function runBatch(
  work: OpenWorkload,
  { names }: Batch,
  inFlight: number,
  latencies: LatencyHistogram,
): Promise<readonly ItemEnd[]> {
  const ends: ItemEnd[] = [];
  // All lanes draw from one iterator.
  const items = names.entries();
  async function lane(): Promise<void> {
    for (const [index, name] of items) ends[index] = await work.run(name, latencies);
  }
  await Promise.all(Array.from({ length: inFlight }, lane));
  return ends;
}
