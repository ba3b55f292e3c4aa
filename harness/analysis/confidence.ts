import type { RunFile, Scenario } from '../../results/format.ts';
import { fewestValues } from '../stats/interval.ts';
import { isValid } from './trials.ts';

/** Of what a run says: of a median by itself, and of all comparisons of its models together. */
export const CONFIDENCE = 0.95;

/**
 * Of every interval that compares models of the run, so that those of all pairs together hold the truth
 * with `CONFIDENCE` (Bonferroni). One for the whole run: two statements of it cannot contradict each other.
 */
export function comparisonConfidence(run: RunFile): number {
  return pairConfidence(
    run.scenarios.filter((one) => isRanked(one) && isValid(run, one.id)).length,
  );
}

/** Rounds, or launches, with which `count` models can be compared at all. */
export function roundsToRank(count: number): number {
  return fewestValues(pairConfidence(count));
}

/** No floor, no variant beside its main model, and of a check only the base. */
export function isRanked({ kind, role, main }: Scenario): boolean {
  return kind === 'model' && main === null && (role === null || role === 'base');
}

function pairConfidence(models: number): number {
  const pairs = Math.max(1, (models * (models - 1)) / 2);
  return 1 - (1 - CONFIDENCE) / pairs;
}
