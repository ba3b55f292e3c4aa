import { mean, sampleVariance } from 'simple-statistics';

import type { Difference } from './difference.ts';
import { requireSample } from './sample.ts';
import { studentTAbove, studentTQuantileAbove } from './student-t.ts';

/** One run: where its rounds lie, and how exactly they say so. */
export interface RunCentre {
  readonly centre: number;
  /** Of the centre, from the scatter of the rounds within the run. */
  readonly standardError: number;
  readonly rounds: number;
}

/**
 * What a new run differs from earlier ones by, and what it would differ by if nothing had changed.
 * Rounds of a run share whatever was different on that day, so the run is the unit: its centre
 * scatters by the spread s of the earlier centres, and their mean by s ÷ √k (the prediction interval
 * for one more observation; Hahn & Meeker, Statistical Intervals, 1991, section 4.7). s holds the
 * error within runs already; what a new run with fewer or noisier rounds has beyond it is added.
 * How noisy rounds are is taken from the earlier runs too: three rounds that happen to lie close
 * would seem exact (without this 81 instead of 90 % of intervals held the truth in simulations).
 * One earlier run shows no spread, so nothing can be said. `boundAlpha` as for `pairedDifference`.
 */
export function predictedDifference(
  earlier: readonly RunCentre[],
  fresh: RunCentre,
  boundAlpha: number,
): Difference {
  const centres = earlier.map(({ centre }) => centre);
  requireSample([...centres, fresh.centre]);
  const estimate = fresh.centre - mean(centres);
  const about = { estimate, degrees: centres.length - 1, n: centres.length };
  if (centres.length === 1) {
    return { ...about, low: -Infinity, high: Infinity, pGreater: 1, pLess: 1, standardError: null };
  }
  const within = mean(earlier.map(({ standardError }) => standardError ** 2));
  const perRound = mean(earlier.map(({ standardError, rounds }) => rounds * standardError ** 2));
  const own = Math.max(fresh.standardError ** 2, perRound / fresh.rounds);
  const beyond = Math.max(0, own - within);
  const variance = sampleVariance(centres) * (1 + 1 / centres.length) + beyond;
  const standardError = Math.sqrt(variance);
  const width = studentTQuantileAbove(boundAlpha, about.degrees) * standardError;
  // Without a difference t is 0, also where nothing scatters.
  const t = estimate === 0 ? 0 : estimate / standardError;
  return {
    ...about,
    ...{ low: estimate - width, high: estimate + width },
    pGreater: studentTAbove(t, about.degrees),
    pLess: studentTAbove(-t, about.degrees),
    standardError,
  };
}
