/**
 * Every number that a check decides by. docs/method.md, "Regression check", has the simulations
 * they were chosen with.
 */
export interface Rule {
  /**
   * Rounds after which the sample may be judged, rising. The first must allow a p small enough:
   * n rounds cannot go below 2^-n, and 14 serve 160 gated tests. Steps of about × 1.45, as each
   * further look costs all others some of their error.
   */
  readonly looks: readonly number[];
  /**
   * Chance, 0 to 1, that a check of two equal sides says `regressed` anywhere. Split evenly over
   * the looks (Bonferroni: simple to audit), and within a look over all gated tests by Holm.
   */
  readonly alpha: number;
  /**
   * Share of the base that the estimate must differ by. One that is just as large is found in about
   * 40 % of checks, so finding 5 % takes 3 %.
   */
  readonly minEffect: number;
  /** `unchanged` is shown when an increase by this share of the base is ruled out. */
  readonly margin: number;
  /** Chance to call `unchanged` what grew by the margin; split evenly over the looks. */
  readonly marginAlpha: number;
  /** Every regression is measured again in so many fresh rounds, and must reach this p there. */
  readonly confirmation: { readonly rounds: number; readonly alpha: number };
  /** Chance of being found that `smallestEffect` and `moreRounds` refer to. */
  readonly power: number;
}

/** For pull requests: finds 5 % where rounds scatter by up to 7.5 %. */
export const STANDARD: Rule = deepFreeze({
  looks: [14, 20, 30, 44, 60],
  alpha: 0.01,
  minEffect: 0.03,
  margin: 0.05,
  marginAlpha: 0.05,
  confirmation: { rounds: 30, alpha: 0.05 },
  power: 0.8,
});

/** For the night: more rounds, and smaller effects. */
export const THOROUGH: Rule = deepFreeze({
  ...STANDARD,
  looks: [14, 20, 30, 44, 60, 90, 130],
  minEffect: 0.02,
  margin: 0.03,
  confirmation: { rounds: 60, alpha: 0.05 },
});

/** Of one look. */
export function lookAlpha(rule: Rule): number {
  return rule.alpha / rule.looks.length;
}

/** The last look that so many rounds reach; null before the first. */
export function lookAt(rule: Rule, rounds: number): number | null {
  return rule.looks.findLast((look) => look <= rounds) ?? null;
}

/** The first look beyond so many rounds; null after the last. */
export function lookAfter(rule: Rule, rounds: number): number | null {
  return rule.looks.find((look) => look > rounds) ?? null;
}

function deepFreeze(rule: Rule): Rule {
  Object.freeze(rule.looks);
  Object.freeze(rule.confirmation);
  return Object.freeze(rule);
}
