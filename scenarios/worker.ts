import type {
  Batch,
  BatchResult,
  ItemFailure,
  TrialSettings,
  WorkerReport,
} from '../harness/contract.ts';
import { monotonicMs } from './clock.ts';
import type { OpenWorkload } from './item.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/** What a worker is given. Models differ in `take` and `deliver` alone. */
export interface WorkerInput {
  readonly id: number;
  readonly settings: TrialSettings;
  /** Opened for this worker, and closed by it. */
  readonly work: OpenWorkload;
  /** The next batch of the work queue, undefined when there is no more. */
  take(): Promise<Batch | undefined>;
  /** Hands over the results of a whole batch; slow receivers hold the worker back. */
  deliver(result: BatchResult): Promise<void> | void;
}

interface OpenBatch extends Batch {
  readonly lines: (string | null)[];
  readonly failures: ItemFailure[];
  /** Items not yet started, and not yet done. */
  next: number;
  left: number;
}

/**
 * The work of one worker, the same in every model: `inFlight` lanes draw items from the current
 * batch, and the next batch is taken as soon as the last item of this one has started.
 */
export async function runWorker(input: WorkerInput): Promise<WorkerReport> {
  const { settings, work } = input;
  const latencies = new LatencyHistogram();
  const readyAtMs = monotonicMs();
  const total = { items: 0, bodyBytes: 0 };
  const nextItem = itemSource(input);

  async function lane(): Promise<void> {
    for (let item = await nextItem(); item !== undefined; item = await nextItem()) {
      const { batch, index } = item;
      const { line, failure, bodyBytes } = await work.run(batch.names[index] ?? '', latencies);
      batch.lines[index] = line;
      if (failure !== null) batch.failures.push(failure);
      total.items += 1;
      total.bodyBytes += bodyBytes;
      if (--batch.left === 0) await input.deliver(closeBatch(batch));
    }
  }

  try {
    await Promise.all(Array.from({ length: settings.inFlight }, lane));
  } finally {
    await work.close();
  }
  return {
    id: input.id,
    readyAtMs,
    endedAtMs: monotonicMs(),
    ...total,
    latencies: latencies.toSparse(),
  };
}

/** Lanes ask here for their next item; only one of them takes a batch at a time. */
function itemSource(input: WorkerInput) {
  let batch: OpenBatch | undefined;
  let taking: Promise<void> | undefined;
  let ended = false;

  async function takeBatch(): Promise<void> {
    const taken = await input.take();
    taking = undefined;
    if (taken === undefined) ended = true;
    else batch = openBatch(taken);
  }

  return async (): Promise<{ batch: OpenBatch; index: number } | undefined> => {
    for (;;) {
      if (batch !== undefined && batch.next < batch.names.length) {
        return { batch, index: batch.next++ };
      }
      if (ended) return undefined;
      taking ??= takeBatch();
      await taking;
    }
  };
}

function openBatch(batch: Batch): OpenBatch {
  const count = batch.names.length;
  return {
    ...batch,
    lines: new Array<string | null>(count).fill(null),
    failures: [],
    next: 0,
    left: count,
  };
}

function closeBatch({ first, lines, failures }: OpenBatch): BatchResult {
  return { first, lines, failures };
}
