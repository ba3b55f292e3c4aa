import { budgetMetric, limitOf } from '../../../results/budget-format.ts';
import { budgetText } from '../../../results/budget-format.ts';
import type { BudgetVerdict } from '../../analysis/budgets.ts';
import { formatCounts, formatRange, formatValue } from '../../text/format.ts';
import { columnsOf, type Table } from '../../text/table.ts';

/** What each budget allows, and what was measured. */
export function budgetTable(verdicts: readonly BudgetVerdict[]): Table {
  return {
    title: 'Budgets',
    columns: columnsOf(['model', 'budget', 'verdict'], ['measured', 'over']),
    rows: verdicts.map(({ budget, scenario, basis, interval, verdict }) => {
      const { unit } = budgetMetric(budget.metric);
      const range = interval && formatRange(interval.low, interval.high, interval.estimate, unit);
      return [
        { value: scenario?.model ?? budget.model ?? '' },
        { value: budgetText({ ...budget, model: null }) },
        { value: verdict },
        {
          value: formatValue(interval?.estimate ?? null, unit),
          ...(range !== null && { detail: range }),
        },
        { value: formatCounts([interval?.n ?? 0], basis === 'rounds' ? 'round' : 'launch') },
      ];
    }),
    notes: [
      'Measured: the median with its confidence interval. A verdict other than inconclusive takes all of the interval on one side of the limit.',
    ],
  };
}

/** As documents have them. */
export function jsonBudgets(verdicts: readonly BudgetVerdict[]) {
  return verdicts.map(({ budget, scenario, basis, interval, verdict }) => ({
    budget: budgetText(budget),
    model: scenario?.model ?? null,
    metric: budget.metric,
    limit: limitOf(budget),
    unit: budgetMetric(budget.metric).unit,
    verdict,
    basis,
    n: interval?.n ?? 0,
    median: interval?.estimate ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  }));
}
