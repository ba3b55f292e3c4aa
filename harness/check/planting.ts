import { median } from 'simple-statistics';

import type { Plant, RunFile } from '../../results/format.ts';
import type { TrialPlant } from '../trial/trial-order.ts';

/** Warm-up rounds of a check with a plant; from their base its memory is sized. */
export const SIZING_ROUNDS = 3;

/** What one trial of the head gets of a plant. */
export function trialPlant({ kind, share }: Plant, model: string, run: RunFile): TrialPlant {
  if (kind !== 'memory') return { kind, share };
  return { kind, bytes: Math.round(share * basePeakBytes(model, run)) };
}

/** 0 where memory cannot be had: then the plant will not be found, and the self-test fails. */
function basePeakBytes(model: string, { scenarios, trials }: RunFile): number {
  const base = scenarios.find((scenario) => scenario.model === model && scenario.arm === 'base');
  const peaks = trials.flatMap((trial) => {
    if (trial.scenario !== base?.id || trial.round >= 0 || trial.status !== 'completed') return [];
    return trial.metrics['peakPssBytes'] ?? trial.metrics['peakRssBytes'] ?? [];
  });
  return peaks.length === 0 ? 0 : median(peaks);
}
