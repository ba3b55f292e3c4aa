import { mean } from 'simple-statistics';

import type { CompletedTrial } from '../../results/format.ts';

/** A trial of n items took `startMs` + n `itemMs`. */
export interface TrialCost {
  /** Until the workers could take work, and from the last result to exit. */
  readonly startMs: number;
  /** The time in between, per item. */
  readonly itemMs: number;
}

/**
 * Workers that are up early work while others start, so the work begins at the mean of their moments;
 * an item took 0 where all were done before that. Null where the phases are not known.
 */
export function trialCost({ metrics, workers }: CompletedTrial, items: number): TrialCost | null {
  const { wallMs, workersReadyMs, lastResultMs } = metrics;
  if (!wallMs || !workersReadyMs || !lastResultMs) return null;
  const readyMs =
    workers.length === 0 ? workersReadyMs : mean(workers.map((worker) => worker.readyMs));
  const startMs = readyMs + wallMs - lastResultMs;
  const itemMs = Math.max(0, lastResultMs - readyMs) / items;
  return startMs > 0 ? { startMs, itemMs } : null;
}
