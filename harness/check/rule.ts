import type { DatedWaiver } from './waiver.ts';

/**
 * Every number that a check decides by. docs/method.md, "Regression check", has the simulations
 * they were chosen with.
 */
export interface Rule {
  /** Launches, or rounds, after which `unchanged` may be said first; red needs more (`looksOf`). */
  readonly earliest: number;
  /** Looks from the first at which red is possible; each has half as much again as the one before. */
  readonly redLooks: number;
  /** Chance, 0 to 1, that a check of two equal sides says `regressed` anywhere. */
  readonly alpha: number;
  /**
   * Share of the base that the estimate must differ by. One that is just as large is found in about
   * 40 % of checks, so finding 5 % takes 3 %.
   */
  readonly minEffect: number;
  /**
   * `unchanged` is shown when an increase by this share of the base is ruled out; by twice as much for
   * memory, whose peak scatters by 5 % with the moments of garbage collections.
   */
  readonly margin: number;
  /** Chance to call `unchanged` what grew by the margin. */
  readonly marginAlpha: number;
  /** Every regression is measured afresh, up to so many launches or rounds, and must be seen there. */
  readonly confirmation: { readonly looks: readonly number[]; readonly alpha: number };
  /**
   * Chance that a control differs though it is treated like its base. It takes back red only, and asks
   * for `minEffect` as well, so it may err more often; with less, six launches could not object.
   */
  readonly controlAlpha: number;
  /** How long a launch lasts, by what its pilot says (harness/engine/live/slice-plan.ts). */
  readonly launch: LaunchRule;
  /** Chance of being found that `smallestEffect` and `more` refer to. */
  readonly power: number;
  /** Regressions that are accepted, of whatever workload. */
  readonly waivers: readonly DatedWaiver[];
}

/** Times are of each side. */
export interface LaunchRule {
  readonly warmupMs: number;
  readonly measureMs: number;
  /** In place of `measureMs` where the pilot shows that the head is plainly worse, and to confirm that. */
  readonly plainMs: number;
  /** In place of `measureMs` to confirm what the sample shows clearly. */
  readonly clearMs: number;
  readonly shortestSliceMs: number;
  /** How much more than in the longest slices an item may take. */
  readonly overhead: number;
}

/** A number of launches or rounds at which they are judged, and what error it may make. */
export interface Look {
  readonly at: number;
  /** Of all tests together; 0 where red is not possible yet. */
  readonly alpha: number;
  /** Of each test. */
  readonly marginAlpha: number;
}

/** For pull requests. */
export const STANDARD: Rule = deepFreeze({
  earliest: 5,
  redLooks: 6,
  alpha: 0.01,
  minEffect: 0.03,
  margin: 0.05,
  marginAlpha: 0.05,
  confirmation: { looks: [5, 10, 15], alpha: 0.05 },
  controlAlpha: 0.1,
  launch: {
    ...{ overhead: 0.5, shortestSliceMs: 15 },
    ...{ warmupMs: 500, measureMs: 2000, clearMs: 1000, plainMs: 500 },
  },
  power: 0.8,
  waivers: [],
});

/** For the night: more launches and rounds, and smaller effects. */
export const THOROUGH: Rule = deepFreeze({
  ...STANDARD,
  redLooks: 8,
  minEffect: 0.02,
  margin: 0.03,
  confirmation: { looks: [5, 10, 20], alpha: 0.05 },
  launch: { ...STANDARD.launch, measureMs: 3000 },
});

/**
 * A false alarm takes both, a regression of the sample and its confirmation, which has launches and
 * signs of its own. So the sample may err as often as this, and the check no more often than `alpha`.
 */
export function sampleAlpha(rule: Rule): number {
  return rule.alpha / rule.confirmation.alpha;
}

/**
 * The looks of a check with so many tests that may be red. n launches give no p below 2^-n, so the
 * first look at which red is possible follows from its share of the error.
 */
export function looksOf(rule: Rule, family: number): readonly Look[] {
  const alphas = split(sampleAlpha(rule), rule.redLooks);
  const first = Math.ceil(Math.log2(family / (alphas[0] ?? NaN)));
  const red = alphas.map((alpha, index) => ({ at: Math.round(first * GROWTH ** index), alpha }));
  const all = first > rule.earliest ? [{ at: rule.earliest, alpha: 0 }, ...red] : red;
  const margins = split(rule.marginAlpha, all.length);
  return all.map((look, index) => ({ ...look, marginAlpha: margins[index] ?? 0 }));
}

/** What a regression must reach in so many fresh launches or rounds; null between two looks. */
export function confirmationAlpha({ confirmation }: Rule, fresh: number): number | null {
  const { looks, alpha } = confirmation;
  const look = looks.indexOf(fresh);
  return look === -1 ? null : (split(alpha, looks.length)[look] ?? null);
}

/** Of a look's launches, to the next: fewer give many looks that find nothing, more find it late. */
const GROWTH = 1.45;
/** Of an error: what is plain is decided at once, and what is not can wait. */
const FIRST_SHARE = 2 / 3;

/**
 * An error over looks, in parts that add up to it (Bonferroni: simple to audit): most at the first,
 * half of what is left at each that follows, since later ones have more to go by, and the rest at
 * the last.
 */
function split(error: number, looks: number): readonly number[] {
  let left = error;
  return Array.from({ length: looks }, (_, look) => {
    const part = look === looks - 1 ? left : left * (look === 0 ? FIRST_SHARE : 1 / 2);
    left -= part;
    return part;
  });
}

function deepFreeze(rule: Rule): Rule {
  Object.freeze(rule.confirmation.looks);
  Object.freeze(rule.confirmation);
  Object.freeze(rule.launch);
  return Object.freeze(rule);
}
