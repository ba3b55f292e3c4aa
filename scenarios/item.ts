import type {
  ItemFailure,
  PairWorkload,
  SimpleWorkload,
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

export function openWorkload(workload: Workload, settings: TrialSettings): Promise<OpenWorkload> {
  return 'run' in workload ? openSimple(workload) : openPair(workload, settings);
}

async function openSimple(workload: SimpleWorkload): Promise<OpenWorkload> {
  // Imported only here, so that the processes of a pair load no module more.
  const { jsonLine } = await import('./json-line.ts');
  return {
    async run(name, latencies) {
      const startedAtMs = performance.now();
      try {
        const value = await workload.run(name);
        latencies?.record(performance.now() - startedAtMs);
        return { line: jsonLine(value), failure: null, bodyBytes: 0 };
      } catch (error) {
        return { line: null, failure: itemFailure(name, error), bodyBytes: 0 };
      }
    },
    close: () => Promise.resolve(),
  };
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
