import { z } from 'zod';

import { LIVE_METRIC_NAMES, LIVE_METRICS, type LiveMetricName } from './live-metrics.ts';
import { METRIC_NAMES, METRICS, type Metric, type MetricName } from './metrics.ts';
import { name } from './quantities.ts';

/** What a budget can be given in: of which kind it is, and how many of the metric's own unit. */
export const BUDGET_UNITS = {
  s: { of: 'ms', times: 1000 },
  ms: { of: 'ms', times: 1 },
  MB: { of: 'bytes', times: 1e6 },
  MiB: { of: 'bytes', times: 2 ** 20 },
  '%': { of: 'share', times: 0.01 },
} as const;

export type BudgetUnit = keyof typeof BUDGET_UNITS;
export type BudgetMetric = LiveMetricName | MetricName;

const ALL: Readonly<Record<BudgetMetric, Metric>> = { ...METRICS, ...LIVE_METRICS };

/** Of what is better when it is lower; counts must be the same, and a check says whether they are. */
export const BUDGET_METRICS = ([...METRIC_NAMES, ...LIVE_METRIC_NAMES] as const).filter(
  (metric) => ALL[metric].better === 'lower' && ALL[metric].unit !== 'count',
);

export const budget = z
  .object({
    model: name.nullable().describe('name of the one model it is for; null for every model'),
    metric: z.enum(BUDGET_METRICS),
    limit: z.number().positive().max(Number.MAX_SAFE_INTEGER),
    unit: z.enum(Object.keys(BUDGET_UNITS) as [BudgetUnit, ...BudgetUnit[]]).describe('of limit'),
  })
  .describe('what a median must lie below');

export type Budget = z.infer<typeof budget>;

/** The limit in the unit of the metric. */
export function limitOf({ limit, unit }: Budget): number {
  return limit * BUDGET_UNITS[unit].times;
}

export function budgetMetric(name: BudgetMetric): Metric {
  return ALL[name];
}

/** As a user writes it. */
export function budgetText({ model, metric, limit, unit }: Budget): string {
  const figure = `${budgetMetric(metric).title} < ${limit}${unit}`;
  return model === null ? figure : `${model}: ${figure}`;
}
