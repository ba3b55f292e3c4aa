import type { RunFile } from '../../../results/format.ts';
import { type BudgetVerdict, budgetVerdicts } from '../../analysis/budgets.ts';
import { looksOf, type Rule } from '../rule.ts';
import { comparedModels } from './compared-models.ts';
import { familyOf } from './tests.ts';

/** At the looks of the check, each with its part of the error, as `unchanged` is judged. */
export function pairedBudgets(run: RunFile, rule: Rule): readonly BudgetVerdict[] {
  const looks = looksOf(rule, familyOf(comparedModels(run)));
  const confidences = looks.map(({ at, marginAlpha }) => ({ at, confidence: 1 - 2 * marginAlpha }));
  return budgetVerdicts(run, confidences);
}
