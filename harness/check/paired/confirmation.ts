import type { Rule } from '../rule.ts';
import type { MetricVerdict } from '../verdict.ts';
import { pairsOf, type PairedTest, worsening } from './tests.ts';

/**
 * A regression of the sample, judged again by the fresh rounds alone. What the sample picked out of
 * many because chance made it large has no such help here; a passing state of the machine or of the
 * files is gone. Not seen again, or not measured again, it is `inconclusive`.
 */
export function confirmed(verdict: MetricVerdict, test: PairedTest, rule: Rule): MetricVerdict {
  if (verdict.verdict !== 'regressed' || verdict.kind !== 'gated') return verdict;
  const { rounds, alpha } = rule.confirmation;
  const pairs = pairsOf(test.compared.fresh, test.metric).slice(0, rounds);
  if (pairs.length === 0) return { ...verdict, verdict: 'inconclusive', moreRounds: rounds };
  const { estimate, pGreater, n } = worsening(pairs, test.metric, alpha);
  const seenAgain = n === rounds && pGreater <= alpha;
  return {
    ...verdict,
    verdict: seenAgain ? 'regressed' : 'inconclusive',
    moreRounds: n < rounds ? rounds - n : null,
    confirmation: { rounds: n, effect: Math.expm1(estimate), confirmed: seenAgain },
  };
}
