import type { Phase, RunFile } from '../../results/format.ts';
import { createRandom, shuffle } from '../stats/random.ts';
import type { TrialInjection } from '../trial/protocol.ts';

/** Trials that run next, one of each scenario named. */
export interface Round {
  readonly phase: Phase;
  /** From 0; warm-up rounds count up to -1. */
  readonly round: number;
  /** Ids of scenarios, in the order they run. */
  readonly order: readonly string[];
  /** Ids of the trials that follow this round by now's plan, for the time left. */
  readonly after: readonly string[];
  /** What trials of these scenarios are made worse by; only the self-test of a check injects. */
  readonly injections?: ReadonlyMap<string, TrialInjection>;
}

/**
 * Says which scenarios run next, given all that was measured: it is handed the run as it is before
 * the first trial, which it may refuse by throwing, and as it is after each round.
 */
export type Scheduler = (run: RunFile) => Generator<Round, void, RunFile>;

/** What runs next to each other within a round, such as the two sides of a model in a check. */
export type Group = readonly string[];

/**
 * Draws the order of one round after the other, from the recorded seed. A round interleaves all
 * groups, so that what the machine does over minutes meets all of them; the order is random, so
 * that nothing always runs behind the same neighbour. Members of a group stay together, in random
 * order too: what is compared most closely runs within the same seconds.
 */
export function createOrder(seed: number): (groups: readonly Group[]) => readonly string[] {
  const ofGroups = createRandom(seed, 'order of trials');
  const withinGroups = createRandom(seed, 'order within a group');
  return (groups) => shuffle(groups, ofGroups).flatMap((group) => shuffle(group, withinGroups));
}

/** Every scenario once a round, for as many rounds as each asks for. */
export function roundScheduler(): Scheduler {
  return function* ({ schedule: { seed, warmupRounds }, scenarios }) {
    const ids = scenarios.map(({ id }) => id);
    const rounds = Math.max(...scenarios.map((scenario) => scenario.rounds));
    yield* roundsOf(ids, { seed, from: -warmupRounds, to: rounds, after: [] });
  };
}

/** The rounds `from` … `to` - 1 of these scenarios, each a group of its own. */
export function* roundsOf(
  ids: readonly string[],
  { seed, from, to, after }: { seed: number; from: number; to: number; after: readonly string[] },
): Generator<Round, void, RunFile> {
  const nextOrder = createOrder(seed);
  const groups = ids.map((id) => [id]);
  for (let round = from; round < to; round++) {
    const later = Array.from({ length: to - 1 - round }, () => ids).flat();
    const phase = round < 0 ? 'warm-up' : 'sample';
    yield { phase, round, order: nextOrder(groups), after: [...later, ...after] };
  }
}
