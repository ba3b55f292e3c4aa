import { errorFunction } from 'simple-statistics';

/** What a distribution on whole numbers is known by, if it is symmetric. */
export interface Cumulants {
  readonly mean: number;
  readonly variance: number;
  /** The fourth: 0 for a normal distribution. */
  readonly fourth: number;
}

/**
 * P(sum <= s) of a sum of many parts, by Edgeworth's expansion with the fourth cumulant and Sheppard's
 * correction of the variance (Kolassa, Series Approximation Methods in Statistics, 3rd ed., chapter 3).
 */
export function latticeNormal({ mean, ...of }: Cumulants): (sum: number) => number {
  const variance = of.variance - 1 / 12;
  const excess = of.fourth / variance ** 2;
  return (sum) => {
    const z = (sum + 0.5 - mean) / Math.sqrt(variance);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const normal = (1 + errorFunction(z / Math.SQRT2)) / 2;
    return Math.min(1, Math.max(0, normal - (excess / 24) * (z ** 3 - 3 * z) * density));
  };
}
