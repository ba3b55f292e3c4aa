import { median } from 'simple-statistics';

import type { Plant, RunFile } from '../../../results/format.ts';
import type { MetricName } from '../../../results/metrics.ts';
import type { Injection } from '../../trial/protocol.ts';

/** Warm-up rounds of a check with a plant; from their base its time and memory are sized. */
export const SIZING_ROUNDS = 3;

/** What one trial of the head gets of a plant. */
export function trialPlant({ kind, share }: Plant, model: string, run: RunFile): Injection {
  if (kind === 'cpu') return { kind, share };
  if (kind === 'wall') return { kind, ms: share * baseMedian(['wallMs'], model, run) };
  const peakBytes = baseMedian(['peakPssBytes', 'peakRssBytes'], model, run);
  return { kind, bytes: Math.round(share * peakBytes) };
}

/**
 * Of the first of the metrics that a trial has. 0 where none can be had: then the plant will not be
 * found, and the self-test fails.
 */
function baseMedian(
  metrics: readonly MetricName[],
  model: string,
  { scenarios, trials }: RunFile,
): number {
  const base = scenarios.find((scenario) => scenario.model === model && scenario.arm === 'base');
  const values = trials.flatMap((trial) => {
    if (trial.scenario !== base?.id || trial.round >= 0 || trial.status !== 'completed') return [];
    return metrics.map((metric) => trial.metrics[metric] ?? null).find((one) => one !== null) ?? [];
  });
  return values.length === 0 ? 0 : median(values);
}
