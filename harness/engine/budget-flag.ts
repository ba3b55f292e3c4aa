import { quoted } from '../../mock-server/flags.ts';
import { nearest } from '../../mock-server/nearest.ts';
import {
  type Budget,
  BUDGET_METRICS,
  BUDGET_UNITS,
  type BudgetMetric,
  budgetMetric,
  type BudgetUnit,
} from '../../results/budget-format.ts';
import { HarnessError } from '../errors.ts';
import { formatAlternatives } from '../text/format.ts';

export const BUDGET_FLAG = {
  type: 'string',
  value: 'LIMIT',
  many: true,
  help: 'a limit, such as "time < 2s" or "worker-threads: peak PSS < 300MB"; may be repeated',
} as const;

/** [MODEL:] METRIC < NUMBER UNIT. A model's name may hold anything, titles of metrics neither : nor <. */
const BUDGET = /^(?:(.+):)?([^:<]+)<\s*(\d+(?:\.\d+)?)\s*(s|ms|MB|MiB|%)$/s;

/** Throws HarnessError. */
export function readBudget(text: string): Budget {
  const budget = parse(text);
  if (typeof budget === 'string') throw new HarnessError('bad-value', `--budget ${budget}`);
  return budget;
}

/** What a budget must be, unlike this one; null for one that is right. */
export function budgetProblem(text: string): string | null {
  const budget = parse(text);
  return typeof budget === 'string' ? budget : null;
}

function parse(text: string): Budget | string {
  const [, model, title = '', number = '', unit = ''] = BUDGET.exec(text.trim()) ?? [];
  if (unit === '') {
    return `must be like "time < 2s" or "worker-threads: peak PSS < 300MB", in s, ms, MB, MiB or %, not ${quoted(text)}`;
  }
  const metric = metricCalled(title.trim());
  if (metric === null)
    return `names no metric that can have a budget: ${quoted(title.trim())}${hint(title.trim())}`;
  const { title: name, unit: kind } = budgetMetric(metric);
  const units = Object.entries(BUDGET_UNITS).flatMap(([each, { of }]) => (of === kind ? each : []));
  if (!units.includes(unit)) {
    return `must give ${name} in ${formatAlternatives(units)}, not ${quoted(text)}`;
  }
  const limit = Number(number);
  if (limit <= 0 || limit > Number.MAX_SAFE_INTEGER) {
    return `must have a limit above 0 and below 2^53, not ${quoted(text)}`;
  }
  return { model: model?.trim() ?? null, metric, limit, unit: unit as BudgetUnit };
}

function metricCalled(title: string): BudgetMetric | null {
  return BUDGET_METRICS.find((metric) => budgetMetric(metric).title === title) ?? null;
}

function hint(title: string): string {
  const titles = BUDGET_METRICS.map((metric) => budgetMetric(metric).title);
  const meant = nearest(title, titles);
  return meant === null ? `; there are ${titles.join(', ')}` : `; did you mean "${meant}"?`;
}
