import { roundsToCompare } from '../analysis/confidence.ts';
import type { RoundPlan } from '../engine/measure-models.ts';
import type { CompareOptions } from './options.ts';

/** At most, where the user does not say. */
const MOST_ROUNDS = 20;
/**
 * Each look takes its share of the error (harness/analysis/confidence.ts), so that more of them find what is
 * plain sooner and what is not later.
 */
const MOST_LOOKS = 3;
/** Of a look's rounds, to the next. */
const GROWTH = 1.45;

/**
 * A first look takes as many rounds as it takes to rank the models. Otherwise the run may end at looks that
 * are planned before the first round; the last of them is after the most rounds there are.
 */
export function roundPlan(
  { quick, rounds }: Pick<CompareOptions, 'quick' | 'rounds'>,
  pairs: number,
): RoundPlan {
  if (quick) return { rounds: rounds ?? roundsToCompare(pairs, 1), looks: [] };
  const most = rounds ?? MOST_ROUNDS;
  return { rounds: most, looks: pairs === 0 ? [] : looksUpTo(most, pairs) };
}

/** As many as there is room for; none where the first would come hardly before the last. */
function looksUpTo(most: number, pairs: number): readonly number[] {
  for (let count = MOST_LOOKS; count > 1; count--) {
    const first = roundsToCompare(pairs, count);
    const looks = Array.from({ length: count }, (_, look) => Math.round(first * GROWTH ** look));
    if ((looks.at(-1) ?? Infinity) <= most) return [...looks.slice(0, -1), most];
  }
  return [];
}
