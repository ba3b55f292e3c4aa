import { budgetMetric } from '../../../results/budget-format.ts';
import { formatCounts, formatRange, formatValue } from '../../text/format.ts';
import { budgetText } from '../../../results/budget-format.ts';
import { type BudgetVerdict, budgetVerdicts } from '../budgets.ts';
import type { Finding, FindingCode } from '../finding.ts';
import type { Detector } from './detector.ts';

const CODES = [
  'over-budget',
  'budget-undecided',
  'budget-unmeasured',
] as const satisfies FindingCode[];

/** What the reader must know of budgets; those that are kept to stand in their table. */
export function budgetFindings(verdicts: readonly BudgetVerdict[]): readonly Finding[] {
  return verdicts.flatMap((verdict) => {
    const code = codeOf(verdict);
    if (code === null) return [];
    const scenario = verdict.scenario?.id ?? null;
    return [{ code, severity: 'warning', scenario, ...wordsFor(code, verdict) }];
  });
}

/** In a run of a check they are for the check to judge. */
export const budgets: readonly Detector[] = CODES.map((code) => ({
  code,
  severity: 'warning',
  detect: ({ run }) =>
    run.schedule.command === 'check'
      ? []
      : budgetFindings(budgetVerdicts(run)).filter((finding) => finding.code === code),
}));

/** With its interval: `2.31 s (2.25-2.40)`. */
export function measuredText({ budget, interval }: BudgetVerdict): string {
  const { unit } = budgetMetric(budget.metric);
  if (interval === null) return formatValue(null, unit);
  const { estimate, low, high } = interval;
  return `${formatValue(estimate, unit)} (${formatRange(low, high, estimate, unit)})`;
}

function codeOf({ verdict, interval }: BudgetVerdict): (typeof CODES)[number] | null {
  if (verdict === 'within') return null;
  if (verdict === 'over-budget') return 'over-budget';
  return interval === null ? 'budget-unmeasured' : 'budget-undecided';
}

function wordsFor(
  code: (typeof CODES)[number],
  verdict: BudgetVerdict,
): Pick<Finding, 'seen' | 'advice'> {
  const { budget, scenario, basis, interval } = verdict;
  const [text, measured] = [budgetText(budget), measuredText(verdict)];
  const n = formatCounts([interval?.n ?? 0], basis === 'rounds' ? 'round' : 'launch');
  switch (code) {
    case 'over-budget':
      return {
        seen: `the budget "${text}" is exceeded: ${measured} over ${n}`,
        advice: 'Lower the figure, or raise the budget.',
      };
    case 'budget-undecided':
      return {
        seen: `the budget "${text}" lies within the interval: ${measured} over ${n}`,
        advice: `More ${basis} narrow the interval; with a few there is none.`,
      };
    case 'budget-unmeasured':
      return {
        seen:
          scenario === null
            ? `the budget "${text}" is for a model that this run does not have`
            : `the budget "${text}" has no figure to be compared with`,
        advice: 'Correct its name, or measure what it is about.',
      };
  }
}
