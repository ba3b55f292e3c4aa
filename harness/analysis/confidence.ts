import type { RunFile, Scenario } from '../../results/format.ts';
import { fewestValues } from '../stats/interval.ts';
import { homeRuntime, isMain } from './home.ts';
import { comparedPairs, type Pair } from './pairs.ts';
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
  return pairConfidence(validPairs(run).length, looks);
}

/** What the run compares, and has figures of. */
export function validPairs(run: RunFile): readonly Pair[] {
  const valid = run.scenarios.filter(({ id }) => isValid(run, id));
  return comparedPairs(valid, homeRuntime(run));
}

/** Rounds, or launches, with which so many pairs can be compared at all in a run of so many looks. */
export function roundsToCompare(pairs: number, looks: number): number {
  return fewestValues(pairConfidence(pairs, looks));
}

/** How often launches are looked at: their number is fixed before the first one. */
export const LAUNCH_LOOKS = 1;

/** How often it is decided whether the run goes on, its end included. */
export function looksOf({ schedule }: RunFile): number {
  return Math.max(1, schedule.looks.length);
}

/** Whether it is one of the models among which a run recommends one. */
export function isRanked(run: RunFile, scenario: Scenario): boolean {
  return isMain(scenario) && scenario.runtime === homeRuntime(run);
}

function pairConfidence(pairs: number, looks: number): number {
  return 1 - (1 - CONFIDENCE) / Math.max(1, pairs) / looks;
}
