import { metricOf } from '../../../results/metrics.ts';
import { margin, minEffect, moreRounds, smallestEffect } from './power.ts';
import { lookAlpha, type Rule } from './rule.ts';
import type { MetricTest } from './tests.ts';
import type { MetricVerdict, Verdict } from '../verdict.ts';

/** What the sample says of one metric, before any confirmation. */
export function sampleVerdict(test: MetricTest, rule: Rule): MetricVerdict {
  const { compared, metric, kind, base, head, worsening } = test;
  const verdict = decide(test, rule);
  return {
    ...{ model: compared.model, workload: compared.workload, metric, kind, verdict, base, head },
    effect: effectOf(test),
    rounds: worsening.n,
    smallestEffect: smallestEffect(test, rule),
    moreRounds: verdict === 'inconclusive' ? moreRounds(test, rule) : null,
    confirmation: null,
  };
}

/**
 * Large enough is asked of the estimate, not of its lower bound, which would miss many an effect
 * not much larger than that. `unchanged` asks for the upper bound alone, since a gate must rule out
 * growth only: to rule out as much less as well took about a quarter more rounds.
 */
export function decide(test: MetricTest, rule: Rule): Verdict {
  const { estimate, high } = test.worsening;
  const enough = Math.log1p(minEffect(test, rule));
  if (!test.atLook) return 'inconclusive';
  if (test.pWorse <= lookAlpha(rule) && estimate >= enough) return 'regressed';
  if (test.pBetter <= lookAlpha(rule) && estimate <= -enough) return 'improved';
  return high < Math.log1p(margin(test, rule)) ? 'unchanged' : 'inconclusive';
}

function effectOf({ metric, worsening }: MetricTest): MetricVerdict['effect'] {
  const { estimate, low, high } = worsening;
  const [least, middle, most] =
    metricOf(metric).better === 'higher' ? [-high, -estimate, -low] : [low, estimate, high];
  const bound = (log: number) => (Number.isFinite(log) ? Math.expm1(log) : null);
  return { estimate: Math.expm1(middle), low: bound(least), high: bound(most) };
}
