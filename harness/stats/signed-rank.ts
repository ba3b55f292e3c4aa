import { walshAverages } from './ascending.ts';
import { type Interval, intervalAmong } from './interval.ts';
import { nullDistribution } from './null-distribution.ts';
import { requireSample } from './sample.ts';

/** How surprising paired differences are if they are symmetric about 0 (no effect). */
export interface SignedRankTest {
  /** Sum of the ranks of the positive differences: Wilcoxon's T+, V in R. */
  readonly rankSum: number;
  /** Chance of a rank sum at least this large: small when the differences tend to be positive. */
  readonly pGreater: number;
  /** Chance of a rank sum at most this large: small when the differences tend to be negative. */
  readonly pLess: number;
  /** Chance of a rank sum at least this far from its mean. */
  readonly pTwoSided: number;
  /** Differences, zeros included. */
  readonly n: number;
}

/**
 * Wilcoxon's signed-rank test, exact also with ties and zeros. Equal magnitudes share their mean
 * rank, and p counts the sign patterns of these very ranks. Zeros take part in the ranking and are
 * then left out (Pratt 1959, doi 10.1080/01621459.1959.10501526): were they dropped before it, as
 * R's wilcox.test does, raising every difference could make an increase less significant.
 */
export function signedRankTest(differences: readonly number[]): SignedRankTest {
  requireSample(differences);
  const magnitudes = differences.map(Math.abs);
  const ranked = differences
    .filter((difference) => difference !== 0)
    .map((difference) => ({ difference, score: twiceMidRank(Math.abs(difference), magnitudes) }));
  const positive = sum(ranked.filter((one) => one.difference > 0).map((one) => one.score));
  const negative = sum(ranked.filter((one) => one.difference < 0).map((one) => one.score));

  // Turning all signs leaves the distribution as it is, so P(sum >= positive) = P(sum <= negative).
  const cumulative = nullDistribution(ranked.map((one) => one.score));
  const pGreater = cumulative[negative] ?? 1;
  const pLess = cumulative[positive] ?? 1;
  const pTwoSided = Math.min(1, 2 * Math.min(pGreater, pLess));
  return { rankSum: positive / 2, pGreater, pLess, pTwoSided, n: differences.length };
}

/**
 * Hodges–Lehmann estimate of the centre of symmetric differences: the median of the means of all
 * pairs (Walsh averages, each value also with itself), with the interval that the signed-rank test
 * does not reject (Hollander, Wolfe & Chicken, Nonparametric Statistical Methods, 3rd ed., 3.2–3.3).
 * Ties and zeros stay in, and can only make it hold the truth more often: they are what is left
 * when differences nearly equal move together (Noether 1967, J. Am. Stat. Assoc. 62:184–188).
 * Fewer values than the confidence needs, as for `medianInterval`, give their range.
 */
export function hodgesLehmann(differences: readonly number[], confidence: number): Interval {
  requireSample(differences);
  const ranks = differences.map((_, index) => index + 1);
  return intervalAmong(walshAverages(differences), ranks, confidence);
}

/** Twice, so that the mean rank of a tie is an integer. */
function twiceMidRank(magnitude: number, magnitudes: readonly number[]): number {
  const smaller = magnitudes.filter((other) => other < magnitude).length;
  const equal = magnitudes.filter((other) => other === magnitude).length;
  return 2 * smaller + equal + 1;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
