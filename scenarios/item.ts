import type {
  ItemFailure,
  PairWorkload,
  SharedData,
  TrialSettings,
  Workload,
} from '../harness/contract.ts';
import { itemFailure } from './item-error.ts';
import type { LatencyHistogram } from './latency-histogram.ts';

/** A workload of either form as one worker has opened it. */
export interface OpenWorkload {
  /** Does one item; never rejects. The histogram takes the waiting time of an item that came. */
  run(name: string, latencies: LatencyHistogram | null): Promise<ItemEnd>;
  close(): Promise<void>;
}

/** What became of an item: a line or a failure, and the bytes that came over the wire. */
export interface ItemEnd {
  readonly line: string | null;
  readonly failure: ItemFailure | null;
  readonly bodyBytes: number;
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
  if (!('run' in workload)) return openPair(workload, settings);
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
        return { line: null, failure: itemFailure(name, error), bodyBytes };
      }
    },
    close: () => session.close(),
  };
}
