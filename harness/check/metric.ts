import {
  LIVE_METRIC_NAMES,
  LIVE_METRICS,
  type LiveMetricName,
} from '../../results/live-metrics.ts';
import { METRIC_NAMES, METRICS, type Metric, type MetricName } from '../../results/metrics.ts';

/** What a check judges: what launches say of a model that is up, and what whole trials say. */
export type CheckedMetric = LiveMetricName | MetricName;

const ALL: Readonly<Record<CheckedMetric, Metric>> = { ...METRICS, ...LIVE_METRICS };

export function checkedMetric(name: CheckedMetric): Metric {
  return ALL[name];
}

export function isLive(name: CheckedMetric): name is LiveMetricName {
  return name in LIVE_METRICS;
}

/** As reports call it; two metrics measure time, and two CPU. */
export function titleOf(name: CheckedMetric): string {
  return isLive(name) ? `${LIVE_METRICS[name].title} (once up)` : METRICS[name].title;
}

/** What may be red in a model: peak RSS only stands in for peak PSS. */
export const RED_TESTS_PER_MODEL = [...LIVE_METRIC_NAMES, ...METRIC_NAMES].filter((name) => {
  const { check } = checkedMetric(name);
  return check?.kind === 'gated' && check.insteadOf === undefined;
}).length;
