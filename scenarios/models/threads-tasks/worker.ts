import { workerData } from 'piscina';

import type {
  BatchResult,
  LoopReport,
  SharedData,
  WorkerReport,
  Workload,
  WorkloadStart,
} from '../../../harness/contract.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { openWorkload } from '../../item.ts';
import { LatencyHistogram } from '../../latency-histogram.ts';
import { threadReport } from '../../loop-report.ts';

export interface ThreadStart extends WorkloadStart {
  /** What the workload shares, if anything. */
  readonly shared?: SharedData;
}

export interface ItemTask {
  /** Index of the item, from 0. */
  readonly first: number;
  readonly name: string;
}

/** An Int32 in shared memory: how many threads have come to their last task. */
export type Roll = SharedArrayBuffer;

export interface ThreadEnd {
  readonly worker: WorkerReport;
  readonly loop: LoopReport;
}

const { workloadUrl, settings, shared } = workerData as ThreadStart;
const { default: workload } = (await import(workloadUrl)) as { default: Workload };
const latencies = new LatencyHistogram();
const opened = await openWorkload(workload, settings, shared);
const readyAtMs = monotonicMs();
const total = { items: 0, bodyBytes: 0 };
let endedAtMs = readyAtMs;

/** A task is one item. */
export default async function work({ first, name }: ItemTask): Promise<BatchResult> {
  const { line, failure, bodyBytes } = await opened.run(name, latencies);
  total.items += 1;
  total.bodyBytes += bodyBytes;
  endedAtMs = monotonicMs();
  return { first, lines: [line], failures: failure === null ? [] : [failure] };
}

/** The last task of a thread. It waits for those of the others, so that no thread takes two. */
export async function end(roll: Roll): Promise<ThreadEnd> {
  await opened.close();
  const count = new Int32Array(roll);
  const id = Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
  for (let here = id + 1; here < settings.workers; here = Atomics.load(count, 0)) {
    Atomics.wait(count, 0, here);
  }
  return {
    worker: {
      ...{ id, readyAtMs, endedAtMs, ...total, latencies: latencies.toSparse() },
      ...(opened.lost && { lost: opened.lost() }),
    },
    loop: threadReport('worker', id),
  };
}
