import type { BatchResult, ItemFailure, TrialSettings, WorkerReport } from '../harness/contract.ts';
import { monotonicMs } from '../harness/clock.ts';
import type { ItemEnd, OpenWorkload } from './item.ts';
import { LatencyHistogram } from './latency-histogram.ts';

/**
 * Text of the results that a worker hands over at once, in UTF-16 units, so that what it holds does
 * not grow with the batch. Batches of the default size are shorter.
 */
const PART_LENGTH = 64 * 1024;

/** A `Batch`, or one whose names are made when they are asked for. */
interface WorkerBatch {
  readonly first: number;
  readonly names: Names;
}

interface Names {
  readonly length: number;
  at(index: number): string | undefined;
}

/** What a worker is given. Models differ in `take` and `deliver` alone. */
export interface WorkerInput {
  readonly id: number;
  readonly settings: TrialSettings;
  /** Opened for this worker, and closed by it. */
  readonly work: OpenWorkload;
  /** The next batch of the work queue, undefined when there is no more. */
  take(): Promise<WorkerBatch | undefined>;
  /** Hands over the results of a batch, or of a part of it; slow receivers hold the worker back. */
  deliver(result: BatchResult): Promise<void> | void;
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
      const end = await work.run(batch.names.at(index) ?? '', latencies);
      total.items += 1;
      total.bodyBytes += end.bodyBytes;
      const part = batch.finish(index, end);
      if (part !== undefined) await input.deliver(part);
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
    ...(work.lost && { lost: work.lost() }),
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
    else batch = new OpenBatch(taken);
  }

  return async (): Promise<{ batch: OpenBatch; index: number } | undefined> => {
    for (;;) {
      if (batch !== undefined && batch.started < batch.names.length) {
        return { batch, index: batch.started++ };
      }
      if (ended) return undefined;
      taking ??= takeBatch();
      await taking;
    }
  };
}

/** A batch under way. Its results are handed over in order; those that come early wait here. */
class OpenBatch {
  readonly names: Names;
  /** How many items have been started. */
  started = 0;
  #left: number;
  /** Index within the batch of the first result here. */
  #base = 0;
  /** From there on, undefined where not yet done. */
  readonly #lines: (string | null | undefined)[] = [];
  readonly #failures: ItemFailure[] = [];
  readonly #first: number;
  /** How many results from the base on are done, and the length of their text. */
  #done = 0;
  #length = 0;

  constructor({ first, names }: WorkerBatch) {
    this.names = names;
    this.#first = first;
    this.#left = names.length;
  }

  /** Takes the end of one item; returns what is now to be handed over. */
  finish(index: number, { line, failure }: ItemEnd): BatchResult | undefined {
    this.#lines[index - this.#base] = line;
    if (failure !== null) this.#failures.push(failure);
    for (let next; (next = this.#lines[this.#done]) !== undefined; this.#done++) {
      this.#length += next?.length ?? 0;
    }
    this.#left -= 1;
    return this.#left === 0 || this.#length >= PART_LENGTH ? this.#cut() : undefined;
  }

  #cut(): BatchResult {
    const first = this.#first + this.#base;
    const lines = this.#lines.splice(0, this.#done) as (string | null)[];
    this.#base += this.#done;
    this.#done = 0;
    this.#length = 0;
    return { first, lines, failures: this.#failures.splice(0) };
  }
}
