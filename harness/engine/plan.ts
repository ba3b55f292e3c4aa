import { createRandom, shuffle } from '../stats/random.ts';

/** What runs next to each other within a round, such as the two sides of a model in a check. */
export type Group<T> = readonly T[];

/**
 * Draws the order of one round after the other, from the recorded seed. A round interleaves all
 * groups, so that what the machine does over minutes meets all of them; the order is random, so
 * that nothing always runs behind the same neighbour. Members of a group stay together, in random
 * order too: what is compared most closely runs within the same seconds.
 */
export function createPlan(seed: number): <T>(groups: readonly Group<T>[]) => readonly T[] {
  const ofGroups = createRandom(seed, 'order of trials');
  const withinGroups = createRandom(seed, 'order within a group');
  return (groups) => shuffle(groups, ofGroups).flatMap((group) => shuffle(group, withinGroups));
}
