import { probit } from 'simple-statistics';
import { nextFloat, type Random } from '../../harness/stats/random.ts';

/** A distribution by its quantile function, so that its median is known to be `quantile(0.5)`. */
export type Quantile = (probability: number) => number;

export const normal: Quantile = (p) => probit(p);
/** Exponential. */
export const skewed: Quantile = (p) => -Math.log(1 - p);
/** Student's t with 2 degrees of freedom: its variance is infinite. */
export const heavyTailed: Quantile = (p) => (2 * p - 1) / Math.sqrt(2 * p * (1 - p) + 1e-12);
/** 60 % of the values from 10 to 11, the others from 20 to 21. */
export const bimodal: Quantile = (p) => (p < 0.6 ? 10 + p / 0.6 : 20 + (p - 0.6) / 0.4);

export const DISTRIBUTIONS = { normal, skewed, heavyTailed, bimodal };

export function draw(quantile: Quantile, n: number, random: Random): number[] {
  return Array.from({ length: n }, () => quantile(nextFloat(random)));
}

/** Share of `repeats` samples for which `holds` is true. */
export function shareOf(repeats: number, holds: () => boolean): number {
  let held = 0;
  for (let repeat = 0; repeat < repeats; repeat++) held += holds() ? 1 : 0;
  return held / repeats;
}

/** Four standard errors of a share near `probability` counted in `repeats` samples. */
export function shareError(probability: number, repeats: number): number {
  return 4 * Math.sqrt((probability * (1 - probability)) / repeats);
}

export function assertNear(actual: number, expected: number, relative: number): void {
  if (Math.abs(actual - expected) > relative * Math.abs(expected)) {
    throw new Error(`${actual} is not within ${relative} of ${expected}`);
  }
}
