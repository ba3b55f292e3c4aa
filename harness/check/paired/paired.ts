import { probit } from 'simple-statistics';

import type { CompletedTrial } from '../../../results/format.ts';
import { metricOf, type MetricName } from '../../../results/metrics.ts';
import { fewestValues } from '../../stats/interval.ts';
import { hodgesLehmann, signedRankTest } from '../../stats/signed-rank.ts';

/** Two values of one metric, measured in the same round. */
export interface Pair {
  readonly base: number;
  readonly head: number;
}

/**
 * How much worse the head is, from ln(head ÷ base) of every round (of base ÷ head where more is
 * better): above 0 is worse. Logarithms, so that exchanging the sides turns the sign and what slows
 * a whole round cancels.
 */
export interface Worsening {
  /** Hodges-Lehmann, with the bounds that each hold at the confidence asked for: infinite where rounds are too few. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Exact one-sided p of the signed-rank test. */
  readonly pWorse: number;
  readonly pBetter: number;
  /** Of the estimate, from the width of the interval: outliers hardly move it. Null for one round. */
  readonly standardError: number | null;
  readonly n: number;
}

/** Rounds in which both have a value; only positive ones have a ratio. */
export function pairsOf(
  rounds: readonly { readonly base: CompletedTrial; readonly head: CompletedTrial }[],
  metric: MetricName,
): readonly Pair[] {
  return rounds.flatMap((round) => {
    const base = round.base.metrics[metric] ?? 0;
    const head = round.head.metrics[metric] ?? 0;
    return base > 0 && head > 0 ? [{ base, head }] : [];
  });
}

/** `boundAlpha`: chance that the true value lies below `low`, and that it lies above `high`. */
export function worsening(
  pairs: readonly Pair[],
  metric: MetricName,
  boundAlpha: number,
): Worsening {
  const sign = metricOf(metric).better === 'higher' ? -1 : 1;
  const differences = pairs.map(({ base, head }) => sign * Math.log(head / base));
  const confidence = 1 - 2 * boundAlpha;
  const { estimate, low, high, coverage, n } = hodgesLehmann(differences, confidence);
  const { pGreater, pLess } = signedRankTest(differences);
  const errors = probit((1 + coverage) / 2);
  const standardError = coverage > 0 ? (high - low) / (2 * errors) : null;
  const bounds = n < fewestValues(confidence) ? { low: -Infinity, high: Infinity } : { low, high };
  return { estimate, ...bounds, pWorse: pGreater, pBetter: pLess, standardError, n };
}
