import { type Ascending, middleOf } from './ascending.ts';
import { nullProbability } from './null-distribution.ts';

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
 * the sample, their sum the number of points) give by `nullProbability` how many points lie below
 * the true value, so the pair misses it with probability 2 P(fewer than k).
 *
 * No bell curve is assumed: times and memory of programs are skewed, with outliers and modes.
 */
export function intervalAmong(
  points: Ascending,
  scores: readonly number[],
  confidence: number,
): Interval {
  return { ...intervalBy(points, nullProbability(scores), confidence), n: scores.length };
}

/** The same where another distribution gives P(at most so many points lie below the true value). */
export function intervalBy(
  points: Ascending,
  mostBelow: (count: number) => number,
  confidence: number,
): Omit<Interval, 'n'> {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence lies between 0 and 1, unlike ${confidence}`);
  }
  const coverage = (cut: number) => 1 - 2 * mostBelow(cut);
  const cut = largestCut(points.count, (candidate) => coverage(candidate) >= confidence);
  return {
    estimate: middleOf(points),
    low: points.at(cut),
    high: points.at(points.count - 1 - cut),
    coverage: coverage(cut),
  };
}

/** Values that an interval of this confidence (0 to 1) needs; with fewer it is the range of the data. */
export function fewestValues(confidence: number): number {
  return Math.ceil(1 - Math.log2(1 - confidence));
}

/** Of points that may be left out at each end; 0 where even that is too much. */
function largestCut(count: number, suffices: (cut: number) => boolean): number {
  let [most, tooMuch] = [0, count];
  while (tooMuch - most > 1) {
    const cut = Math.floor((most + tooMuch) / 2);
    if (suffices(cut)) most = cut;
    else tooMuch = cut;
  }
  return most;
}
