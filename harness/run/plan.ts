import { createRandom, shuffle } from '../stats/random.ts';

/** One round: every scenario once, in the order they run. Warm-up rounds count up to -1. */
export interface Round {
  readonly round: number;
  readonly order: readonly string[];
}

/**
 * The order of all trials, from the recorded seed. Rounds interleave the scenarios, so that what
 * the machine does over minutes meets all of them; the order within a round is random, so that no
 * scenario always runs behind the same neighbour.
 */
export function planRounds(input: {
  readonly scenarioIds: readonly string[];
  readonly rounds: number;
  readonly warmupRounds: number;
  readonly seed: number;
}): readonly Round[] {
  const random = createRandom(input.seed, 'order of trials');
  return Array.from({ length: input.warmupRounds + input.rounds }, (_, index) => ({
    round: index - input.warmupRounds,
    order: shuffle(input.scenarioIds, random),
  }));
}
