import { maxSorted, medianSorted, minSorted } from 'simple-statistics';
import { nullDistribution } from './null-distribution.ts';

/** An estimate and the two-sided interval about it, in the unit of the sample. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /**
   * Probability, 0 to 1, with which intervals made this way hold the true value; with ties in the
   * sample, at least that. Never below the confidence asked for unless the sample is too small for
   * it: then the interval is as wide as the data, and this says what that is worth.
   */
  readonly coverage: number;
  /** Values in the sample. */
  readonly n: number;
}

/**
 * The median of the points, between the k-th smallest and the k-th largest of them, where k is as
 * large as the confidence allows, and 1 if even that is too much. `scores` (one for each value of
 * the sample, their sum the number of points) give by `nullDistribution` how many points lie below
 * the true value, so the pair misses it with probability 2 P(fewer than k).
 *
 * No bell curve is assumed: times and memory of programs are skewed, with outliers and modes.
 */
export function intervalAmong(
  points: readonly number[],
  scores: readonly number[],
  confidence: number,
): Interval {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence lies between 0 and 1, unlike ${confidence}`);
  }
  const coverages = nullDistribution(scores).map((missedBelow) => 1 - 2 * missedBelow);
  const firstTooLow = coverages.findIndex((coverage) => coverage < confidence);
  const cut = Math.max(0, firstTooLow - 1);
  const kept = points.toSorted((a, b) => a - b).slice(cut, points.length - cut);
  return {
    estimate: medianSorted(kept),
    low: minSorted(kept),
    high: maxSorted(kept),
    coverage: coverages[cut] ?? 0,
    n: scores.length,
  };
}

/** Values that an interval of this confidence (0 to 1) needs; with fewer it is the range of the data. */
export function fewestValues(confidence: number): number {
  return Math.ceil(1 - Math.log2(1 - confidence));
}
