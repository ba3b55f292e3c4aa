import { probit } from 'simple-statistics';

import { criticalErrors, margin, minEffect } from '../decision.ts';
import type { MetricTest } from '../metric-test.ts';
import { lookAfter, type Rule } from '../rule.ts';

/**
 * Rounds, beyond those there are, until the look at which the test is decided with the rule's power
 * if the truth is what the estimate says; null where no number of rounds would do. By the normal
 * approximation: the standard error falls with the root of the rounds.
 */
export function moreRounds(test: MetricTest, rule: Rule): number | null {
  const { estimate, standardError, n } = test.difference;
  if (standardError === null) return lookAfter(rule, n);
  const power = probit(rule.power);
  const room = Math.log1p(margin(test, rule)) - estimate;
  const forUnchanged = (probit(1 - rule.marginAlpha / rule.looks.length) + power) / room;
  const forRegressed = (criticalErrors(test) + power) / estimate;
  const needed = [
    ...(room > 0 ? [forUnchanged] : []),
    ...(estimate >= Math.log1p(minEffect(test, rule)) ? [forRegressed] : []),
  ].map((perError) => n * (perError * standardError) ** 2);
  if (needed.length === 0) return null;
  const rounds = Math.ceil(Math.max(Math.min(...needed), n + 1));
  return (rule.looks.find((look) => look >= rounds) ?? rounds) - n;
}
