import { quotients } from './ascending.ts';
import { intervalBy } from './interval.ts';
import { latticeNormal } from './lattice-normal.ts';
import type { RatioInterval } from './ratio.ts';
import { requireSample } from './sample.ts';

/** Of the exact computation: some 0.1 s, as for two samples of 67. */
const MOST_STEPS = 20_000_000;

/**
 * Ratio head / base of two samples that nothing pairs, from the logarithms of all quotients of one value
 * of each: their median, between the k-th smallest and the k-th largest, where k is as large as the
 * rank-sum distribution allows, and 1 if even that is too much (Hollander, Wolfe & Chicken,
 * Nonparametric Statistical Methods, 3rd ed., sections 4.2 and 4.3). No bell curve is assumed, only that the
 * two differ by a factor.
 */
export function unpairedRatio(
  head: readonly number[],
  base: readonly number[],
  confidence: number,
): RatioInterval {
  for (const sample of [head, base]) requireSample(sample);
  const points = quotients(head, base);
  const below = rankSumProbability(head.length, base.length);
  const { estimate: ratio, ...interval } = intervalBy(points, below, confidence);
  return { ratio, ...interval, n: Math.min(head.length, base.length) };
}

/**
 * P(at most so many quotients lie below the true ratio), if the samples differ by it alone: exact, or for
 * large samples approximated to 1e-5.
 */
export function rankSumProbability(m: number, n: number): (count: number) => number {
  if ((m * n) ** 2 > MOST_STEPS) {
    const scale = m * n * (m + n + 1);
    const fourth = (-scale * (m * m + n * n + m * n + m + n)) / 120;
    return latticeNormal({ mean: (m * n) / 2, variance: scale / 12, fourth });
  }
  let sum = 0;
  const cumulative = rankSumDistribution(m, n).map((probability) => (sum += probability));
  return (count) => cumulative[count] ?? 1;
}

/**
 * Probability of each number of quotients below the true ratio, if the samples differ by it alone. The
 * largest value of all is of the first sample with chance i / (i + j), and then lies above all j of the
 * second.
 */
export function rankSumDistribution(first: number, second: number): readonly number[] {
  let rows: number[][] = Array.from({ length: second + 1 }, () => [1]);
  for (let i = 1; i <= first; i++) {
    const next: number[][] = [[1]];
    for (let j = 1; j <= second; j++) {
      const [one, other] = [rows[j] ?? [], next[j - 1] ?? []];
      next.push(
        Array.from({ length: i * j + 1 }, (_, below) => {
          return (i * (one[below - j] ?? 0) + j * (other[below] ?? 0)) / (i + j);
        }),
      );
    }
    rows = next;
  }
  return rows[second] ?? [];
}
