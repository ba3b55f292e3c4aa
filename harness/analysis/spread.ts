import { median, quantile } from 'simple-statistics';

import type { RunFile } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';
import { valuesOf } from './trials.ts';

/**
 * How much a scenario's trials differ: distance between the quartiles as a share of the median. A
 * single outlier does not move it. Null with fewer than 4 values above zero, which have no quartiles.
 */
export function spread(run: RunFile, id: string, metric: MetricName): number | null {
  const values = valuesOf(run, id, metric).filter((value) => value > 0);
  if (values.length < 4) return null;
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
}
