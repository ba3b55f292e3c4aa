import type { Metric } from './metrics.ts';

/**
 * What launches say of a model that is up. They are no metrics of a trial: a value is one launch's,
 * and only its ratio to another side of the same launch is precise.
 */
export const LIVE_METRICS = {
  itemMs: {
    title: 'time per item',
    unit: 'ms',
    better: 'lower',
    meaning: 'of work handed to a model that is up, until it is done, divided by its items',
    check: { kind: 'gated', smallestRelevant: 0 },
  },
  itemCpuMs: {
    title: 'CPU per item',
    unit: 'ms',
    better: 'lower',
    meaning: 'user and system time of the whole tree meanwhile, divided by the items',
    check: { kind: 'gated', smallestRelevant: 0 },
  },
} as const satisfies Record<string, Metric>;

export type LiveMetricName = keyof typeof LIVE_METRICS;

export const LIVE_METRIC_NAMES = Object.keys(LIVE_METRICS) as readonly LiveMetricName[];
