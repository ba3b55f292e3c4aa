import type { RunFile } from '../../results/format.ts';
import { type BudgetVerdict, budgetVerdicts } from '../analysis/budgets.ts';
import { compare } from '../analysis/comparison.ts';
import { validPairs } from '../analysis/confidence.ts';
import { RANKED_METRICS } from '../analysis/ranking.ts';
import { valuesOf } from '../analysis/trials.ts';

/** Highest ÷ lowest end of an interval that holds 1: two models are then known to differ by less. */
const ALIKE = 1.1;

/**
 * Whether more rounds would only narrow intervals: of every two scenarios that are compared a difference is
 * detected, or ruled out to be large, in time, memory and CPU; and of every budget whether it is kept.
 */
export function isDecided(run: RunFile): boolean {
  const pairs = validPairs(run);
  const [first] = pairs;
  if (first === undefined || budgetVerdicts(run).some(isOpen)) return false;
  // Elsewhere than on Linux some metrics cannot be had.
  const metrics = RANKED_METRICS.filter((metric) => valuesOf(run, first[0], metric).length > 0);
  return metrics.every((metric) =>
    pairs.every(([head, base]) => {
      const found = compare(run, head, base, metric);
      if (found === null || found.outcome === 'unknown') return false;
      return found.outcome !== 'alike' || found.high / found.low <= ALIKE;
    }),
  );
}

/** Rounds come before launches, so what only these can say is not waited for. */
function isOpen({ verdict, interval }: BudgetVerdict): boolean {
  return verdict === 'inconclusive' && interval !== null;
}
