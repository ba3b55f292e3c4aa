import type { RunFile, Scenario } from '../../results/format.ts';
import { fewestValues } from '../stats/interval.ts';
import { isValid } from './trials.ts';

/** Of what a run says: of a median by itself, and of all comparisons of its models together. */
export const CONFIDENCE = 0.95;

/**
 * Of every interval that compares models of the run, so that those of all pairs together hold the truth
 * with `CONFIDENCE` (Bonferroni). One for the whole run: two statements of it cannot contradict each other.
 * A run that may end early is looked at several times, and the intervals of all looks hold together: so
 * they hold whenever it ends.
 */
export function comparisonConfidence(run: RunFile, looks = looksOf(run)): number {
  const models = run.scenarios.filter((one) => isRanked(one) && isValid(run, one.id)).length;
  return pairConfidence(models, looks);
}

/** Rounds, or launches, with which `count` models can be compared at all in a run of so many looks. */
export function roundsToRank(count: number, looks: number): number {
  return fewestValues(pairConfidence(count, looks));
}

/** How often launches are looked at: their number is fixed before the first one. */
export const LAUNCH_LOOKS = 1;

/** How often it is decided whether the run goes on, its end included. */
export function looksOf({ schedule }: RunFile): number {
  return Math.max(1, schedule.looks.length);
}

/** No floor, no variant beside its main model, and of a check only the base. */
export function isRanked({ kind, role, main }: Scenario): boolean {
  return kind === 'model' && main === null && (role === null || role === 'base');
}

function pairConfidence(models: number, looks: number): number {
  const pairs = Math.max(1, (models * (models - 1)) / 2);
  return 1 - (1 - CONFIDENCE) / pairs / looks;
}
