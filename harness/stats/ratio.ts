import { hodgesLehmann } from './signed-rank.ts';

/** How many times the base the head is: 1 is no difference, 2 is twice as much. */
export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** As of `Interval`: probability, 0 to 1, that intervals made this way hold the true ratio. */
  readonly coverage: number;
  /** Rounds. */
  readonly n: number;
}

/**
 * Ratio head / base of two things measured once each in every round, from the differences of
 * their logarithms within the round: what a round does to both (a busy machine) cancels, and
 * exchanging the two gives the reciprocal. The signed-rank interval needs these
 * differences to be symmetric, which they are whenever the two differ by a factor only, however
 * skewed or many-peaked their noise is.
 */
export function pairedRatio(
  head: readonly number[],
  base: readonly number[],
  confidence: number,
): RatioInterval {
  if (head.length !== base.length) {
    throw new RangeError(
      `a round has both values, but there are ${head.length} and ${base.length}`,
    );
  }
  const baseLogs = base.map(logarithm);
  return ratioOfLogs(
    head.map((value, round) => logarithm(value) - (baseLogs[round] ?? NaN)),
    confidence,
  );
}

/** The same where each round has the natural logarithm of head / base. */
export function ratioOfLogs(logs: readonly number[], confidence: number): RatioInterval {
  const { estimate, low, high, coverage, n } = hodgesLehmann(logs, confidence);
  return { ratio: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high), coverage, n };
}

function logarithm(value: number): number {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`a ratio needs positive finite values, not ${value}`);
  }
  return Math.log(value);
}
