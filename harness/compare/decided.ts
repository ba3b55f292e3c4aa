import type { RunFile } from '../../results/format.ts';
import { type BudgetVerdict, budgetVerdicts } from '../analysis/budgets.ts';
import { compare } from '../analysis/comparison.ts';
import { isRanked } from '../analysis/confidence.ts';
import { RANKED_METRICS } from '../analysis/ranking.ts';
import { isValid, valuesOf } from '../analysis/trials.ts';

/** Highest ÷ lowest end of an interval that holds 1: two models are then known to differ by less. */
const ALIKE = 1.1;

/**
 * Whether more rounds would only narrow intervals: of every two models a difference is detected, or ruled out
 * to be large, in time, memory and CPU; and of every budget whether it is kept.
 */
export function isDecided(run: RunFile): boolean {
  const models = run.scenarios.filter((one) => isRanked(one) && isValid(run, one.id));
  const ids = models.map(({ id }) => id);
  if (ids.length < 2 || budgetVerdicts(run).some(isOpen)) return false;
  // Elsewhere than on Linux some metrics cannot be had.
  const metrics = RANKED_METRICS.filter((metric) => valuesOf(run, ids[0] ?? '', metric).length > 0);
  return metrics.every((metric) =>
    ids.every((head, index) =>
      ids.slice(index + 1).every((base) => {
        const found = compare(run, head, base, metric);
        if (found === null || found.outcome === 'unknown') return false;
        return found.outcome !== 'alike' || found.high / found.low <= ALIKE;
      }),
    ),
  );
}

/** Rounds come before launches, so what only these can say is not waited for. */
function isOpen({ verdict, interval }: BudgetVerdict): boolean {
  return verdict === 'inconclusive' && interval !== null;
}
