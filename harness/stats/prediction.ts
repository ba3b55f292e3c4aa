import { mean, sampleVariance } from 'simple-statistics';

import { requireSample } from './sample.ts';
import { studentTAbove, studentTQuantileAbove } from './student-t.ts';

/** One run: where its rounds lie, and how exactly they say so. */
export interface RunCentre {
  readonly centre: number;
  /** Of the centre, from the scatter of the rounds within the run. */
  readonly standardError: number;
  readonly rounds: number;
}

/** A new run against earlier ones, as if it were one more of them. */
export interface Prediction {
  /** New centre less the mean of the earlier ones. */
  readonly difference: number;
  /** Of the difference, when nothing changed; null where one earlier run has no spread. */
  readonly standardError: number | null;
  /** Of the spread: earlier runs less one. */
  readonly degrees: number;
}

/**
 * What a new run differs from earlier ones by, and what it would differ by if nothing had changed.
 * Rounds of a run share whatever was different on that day, so the run is the unit: its centre
 * scatters by the spread s of the earlier centres, and their mean by s ÷ √k (the prediction interval
 * for one more observation; Hahn & Meeker, Statistical Intervals, 1991, section 4.7). s holds the
 * error within runs already; what a new run with fewer or noisier rounds has beyond it is added.
 * How noisy rounds are is taken from the earlier runs too: three rounds that happen to lie close
 * would seem exact (without this 81 instead of 90 % of intervals held the truth in simulations).
 */
export function predict(earlier: readonly RunCentre[], fresh: RunCentre): Prediction {
  const centres = earlier.map(({ centre }) => centre);
  requireSample([...centres, fresh.centre]);
  const difference = fresh.centre - mean(centres);
  const degrees = centres.length - 1;
  if (degrees === 0) return { difference, standardError: null, degrees };
  const within = mean(earlier.map(({ standardError }) => standardError ** 2));
  const perRound = mean(earlier.map(({ standardError, rounds }) => rounds * standardError ** 2));
  const own = Math.max(fresh.standardError ** 2, perRound / fresh.rounds);
  const beyond = Math.max(0, own - within);
  const variance = sampleVariance(centres) * (1 + 1 / centres.length) + beyond;
  return { difference, standardError: Math.sqrt(variance), degrees };
}

/** Chance of a difference at least this large when nothing changed. */
export function chanceAbove({ difference, standardError, degrees }: Prediction): number {
  if (standardError === null) return 1;
  if (difference === 0) return 0.5;
  return studentTAbove(difference / standardError, degrees);
}

/** Half the width of the interval about the difference; each end is missed with this chance. */
export function halfWidth({ standardError, degrees }: Prediction, missed: number): number | null {
  return standardError === null ? null : studentTQuantileAbove(missed, degrees) * standardError;
}
