import type { ItemFailure, Session, TrialSettings, Workload } from '../harness/contract.ts';
import { itemFailure } from './item-error.ts';
import type { LatencyHistogram } from './latency-histogram.ts';

/** What a worker needs for its items. */
export interface ItemTools {
  readonly workload: Workload;
  readonly settings: TrialSettings;
  readonly session: Session;
  /** Takes the waiting time of every item that came. */
  readonly latencies: LatencyHistogram;
}

/** What became of an item: a line or a failure, and the bytes that came over the wire. */
export interface ItemEnd {
  readonly line: string | null;
  readonly failure: ItemFailure | null;
  readonly bodyBytes: number;
}

/** Fetches and computes one item. */
export async function runItem(tools: ItemTools, name: string): Promise<ItemEnd> {
  const { workload, settings, session, latencies } = tools;
  const startedAtMs = performance.now();
  let bodyBytes = 0;
  try {
    const body = await session.fetch(name);
    latencies.record(performance.now() - startedAtMs);
    bodyBytes = body.byteLength;
    return { line: workload.compute(name, body, settings), failure: null, bodyBytes };
  } catch (error) {
    return { line: null, failure: itemFailure(name, error), bodyBytes };
  }
}
