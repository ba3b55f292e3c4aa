import type {
  ItemFailure,
  LostTime,
  PairWorkload,
  SharedData,
  TrialSettings,
  Workload,
} from '../harness/contract.ts';
import { itemFailure, mayPass } from './item-error.ts';
import type { LatencyHistogram } from './latency-histogram.ts';

/** A workload of either form as one worker has opened it. */
export interface OpenWorkload {
  /** Does one item; never rejects. The histogram takes the waiting time of an item that came. */
  run(name: string, latencies: Pick<LatencyHistogram, 'record'> | null): Promise<ItemEnd>;
  /** What failed attempts have cost until now; only where attempts are counted. */
  lost?(): LostTime;
  close(): Promise<void>;
}

/** What became of an item: a line or a failure, and the bytes that came over the wire. */
export interface ItemEnd {
  readonly line: string | null;
  readonly failure: ItemFailure | null;
  readonly bodyBytes: number;
  /** Of a failure: whether another attempt may go well. */
  readonly mayPass?: boolean;
}

/**
 * Opens a workload for one worker. `shared` is what the workload shares, when the model has it
 * already; otherwise a simple workload is asked for it here, so that a process has its own.
 */
export async function openWorkload(
  workload: Workload,
  settings: TrialSettings,
  shared?: SharedData,
): Promise<OpenWorkload> {
  const work = await openForm(workload, settings, shared);
  const { warmupItems, workers } = settings;
  return warmupItems === undefined ? work : withWarmUp(work, Math.ceil(warmupItems / workers));
}

/** Records no waiting times for a worker's first items, which also wait for code to be compiled. */
function withWarmUp(work: OpenWorkload, items: number): OpenWorkload {
  let left = items;
  return {
    ...work,
    run(name, latencies) {
      if (left === 0) return work.run(name, latencies);
      left -= 1;
      return work.run(name, null);
    },
  };
}

async function openForm(
  workload: Workload,
  settings: TrialSettings,
  shared?: SharedData,
): Promise<OpenWorkload> {
  if (!('run' in workload)) {
    const work = await openPair(workload, settings);
    if (settings.retries === undefined) return work;
    const { withRetries } = await import('./retries.ts');
    return withRetries(work, settings.retries);
  }
  // Imported only here, so that the processes of a pair load no module more.
  const { openSimple } = await import('./simple/open.ts');
  return openSimple(workload, settings, shared);
}

async function openPair(workload: PairWorkload, settings: TrialSettings): Promise<OpenWorkload> {
  const session = await workload.open(settings);
  return {
    async run(name, latencies) {
      const startedAtMs = performance.now();
      let bodyBytes = 0;
      try {
        const body = await session.fetch(name);
        latencies?.record(performance.now() - startedAtMs);
        bodyBytes = body.byteLength;
        return { line: workload.compute(name, body, settings), failure: null, bodyBytes };
      } catch (error) {
        const failure = itemFailure(name, error);
        return { line: null, failure, bodyBytes, mayPass: mayPass(error) };
      }
    },
    close: () => session.close(),
  };
}
