import { median } from 'simple-statistics';

import type { RatioInterval } from './ratio.ts';
import { requireSample } from './sample.ts';

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
  const quotients = head
    .flatMap((above) => base.map((below) => above / below))
    .toSorted((a, b) => a - b);
  const missed = rankSumDistribution(head.length, base.length);
  let [below, cut] = [missed[0] ?? 0, 0];
  while (1 - 2 * (below + (missed[cut + 1] ?? 1)) >= confidence) below += missed[++cut] ?? 1;
  return {
    ratio: median(quotients),
    low: quotients[cut] ?? NaN,
    high: quotients[quotients.length - 1 - cut] ?? NaN,
    coverage: Math.max(0, 1 - 2 * below),
    n: Math.min(head.length, base.length),
  };
}

/**
 * Probability of each number of quotients below the true ratio, if the samples differ by it alone. The
 * largest value of all is of the first sample with chance i / (i + j), and then lies above all j of the
 * second.
 */
function rankSumDistribution(first: number, second: number): readonly number[] {
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
