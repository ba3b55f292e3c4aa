import { probit } from 'simple-statistics';

import { lookAfter, lookAlpha, type Rule } from './rule.ts';
import type { MetricTest } from './tests.ts';

/*
 * Planning by the normal approximation: an estimate scatters about the truth by its standard error,
 * which falls with the root of the rounds. Logarithms inside, shares of the base outside.
 */

/** The smallest worsening that this test would have found with the rule's power. */
export function smallestEffect(test: MetricTest, rule: Rule): number | null {
  const { standardError } = test.worsening;
  if (standardError === null) return null;
  const significant = (criticalZ(test, rule) + probit(rule.power)) * standardError;
  const largeEnough = Math.log1p(minEffect(test, rule)) + probit(rule.power) * standardError;
  return Math.expm1(Math.max(significant, largeEnough));
}

/**
 * Rounds, beyond those there are, until the look at which the test is decided with the rule's power
 * if the truth is what the estimate says; null where no number of rounds would do.
 */
export function moreRounds(test: MetricTest, rule: Rule): number | null {
  const { estimate, standardError, n } = test.worsening;
  if (standardError === null) return lookAfter(rule, n);
  const power = probit(rule.power);
  const room = Math.log1p(margin(test, rule)) - estimate;
  const forUnchanged = (probit(1 - rule.marginAlpha / rule.looks.length) + power) / room;
  const forRegressed = (criticalZ(test, rule) + power) / estimate;
  const needed = [
    ...(room > 0 ? [forUnchanged] : []),
    ...(estimate >= Math.log1p(minEffect(test, rule)) ? [forRegressed] : []),
  ].map((perError) => n * (perError * standardError) ** 2);
  if (needed.length === 0) return null;
  const rounds = Math.ceil(Math.max(Math.min(...needed), n + 1));
  return (rule.looks.find((look) => look >= rounds) ?? rounds) - n;
}

/** Of the base: at least the metric's floor, so that nothing too small to matter is red. */
export function minEffect(test: MetricTest, rule: Rule): number {
  return Math.max(rule.minEffect, test.floorShare);
}

/** Of the base: what is within the metric's floor is ruled out with it. */
export function margin(test: MetricTest, rule: Rule): number {
  return Math.max(rule.margin, test.floorShare);
}

/** Standard errors that an effect must reach, were it the only one in its family. */
function criticalZ(test: MetricTest, rule: Rule): number {
  return probit(1 - lookAlpha(rule) / test.family);
}
