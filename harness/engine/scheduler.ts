import type { Ending, Phase, RunFile } from '../../results/format.ts';
import { createRandom, shuffle } from '../stats/random.ts';
import type { CapacityRequest } from './live/measure-capacity.ts';
import type { LaunchRequest } from './live/run-launch.ts';
import type { TrialInjection } from '../trial/protocol.ts';

/** What is measured next. */
export type Step = Round | LaunchStep | CapacityStep;

/** Trials that run next, one of each scenario named. */
export interface Round {
  readonly kind: 'round';
  readonly phase: Phase;
  /** From 0; warm-up rounds count up to -1. */
  readonly round: number;
  /** Ids of scenarios, in the order they run. */
  readonly order: readonly string[];
  /** Kinds of what follows by now's plan (progress.ts), for the time left. */
  readonly after: readonly string[];
  /** What trials of these scenarios are made worse by; only the self-test of a check injects. */
  readonly injections?: ReadonlyMap<string, TrialInjection>;
}

/** Scenarios whose trees are alive at once and work in turn. */
export interface LaunchStep extends Pick<LaunchRequest, 'plan' | 'phase' | 'round'> {
  readonly kind: 'launch';
  /** Ids. */
  readonly scenarios: readonly string[];
  /** `none`: the mock server answers at once, since waiting takes no CPU and costs precision. */
  readonly latency: 'none' | 'as-given';
  /** As of a round. */
  readonly after: readonly string[];
}

/** Copies of a floor's work side by side. */
export interface CapacityStep extends Pick<CapacityRequest, 'copies' | 'round'> {
  readonly kind: 'capacity';
  /** Id of the floor. */
  readonly scenario: string;
  readonly after: readonly string[];
}

/**
 * Says what is measured next, given all that was measured: it is handed the run as it is before
 * the first step, which it may refuse by throwing, and as it is after each step. It returns why it
 * ended, null where there is nothing to say.
 */
export type Scheduler = (run: RunFile) => Generator<Step, Ending | null, RunFile>;

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
export function roundScheduler(): (run: RunFile) => Generator<Round, null> {
  return function* ({ schedule: { seed, warmupRounds }, scenarios }) {
    const ids = scenarios.map(({ id }) => id);
    const rounds = Math.max(...scenarios.map((scenario) => scenario.rounds));
    yield* roundsOf(ids, { seed, from: -warmupRounds, to: rounds, after: [] });
    return null;
  };
}

/** The rounds `from` … `to` - 1 of these scenarios, each a group of its own. */
export function* roundsOf(
  ids: readonly string[],
  { seed, from, to, after }: { seed: number; from: number; to: number; after: readonly string[] },
): Generator<Round, void> {
  const nextOrder = createOrder(seed);
  const groups = ids.map((id) => [id]);
  for (let round = from; round < to; round++) {
    const later = Array.from({ length: to - 1 - round }, () => ids).flat();
    const phase = round < 0 ? 'warm-up' : 'sample';
    yield { kind: 'round', phase, round, order: nextOrder(groups), after: [...later, ...after] };
  }
}
