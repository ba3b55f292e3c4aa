import { probit } from 'simple-statistics';

import { fewestValues } from './interval.ts';
import { hodgesLehmann, signedRankTest } from './signed-rank.ts';

/** How far a head lies above its base, on the scale it was measured on; 0 is no difference. */
export interface Difference {
  readonly estimate: number;
  /** Each bound holds at the confidence asked for; infinite where there are too few values. */
  readonly low: number;
  readonly high: number;
  /** One-sided p of no difference: small when the head tends to lie above its base, or below it. */
  readonly pGreater: number;
  readonly pLess: number;
  /** Of the estimate; null where nothing shows how values scatter. */
  readonly standardError: number | null;
  /** Of Student's t that the estimate follows; Infinity where the normal distribution stands for it. */
  readonly degrees: number;
  /** Values behind it. */
  readonly n: number;
}

/**
 * Of values measured in pairs, by the exact signed-rank test and its estimate. The standard error
 * comes from the width of the interval, so outliers hardly move it; planning by it is a normal
 * approximation. `boundAlpha`: chance that the true value lies below `low`, and that it lies above
 * `high`.
 */
export function pairedDifference(differences: readonly number[], boundAlpha: number): Difference {
  const confidence = 1 - 2 * boundAlpha;
  const { estimate, low, high, coverage, n } = hodgesLehmann(differences, confidence);
  const { pGreater, pLess } = signedRankTest(differences);
  const errors = probit((1 + coverage) / 2);
  const standardError = coverage > 0 ? (high - low) / (2 * errors) : null;
  const bounds = n < fewestValues(confidence) ? { low: -Infinity, high: Infinity } : { low, high };
  return { estimate, ...bounds, pGreater, pLess, standardError, degrees: Infinity, n };
}
