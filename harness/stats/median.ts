import { ascending } from './ascending.ts';
import { type Interval, intervalAmong } from './interval.ts';
import { requireSample } from './sample.ts';

/**
 * Median of independent values, with the interval between two order statistics that the sign test
 * gives (Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2). `confidence` 0 to 1.
 * Fewer than 6 values cannot reach 95 %, fewer than 8 not 99 %: n reach 1 - 2^(1-n).
 */
export function medianInterval(sample: readonly number[], confidence: number): Interval {
  requireSample(sample);
  const scores = sample.map(() => 1);
  return intervalAmong(ascending(sample), scores, confidence);
}
