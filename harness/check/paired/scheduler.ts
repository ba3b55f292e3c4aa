import type { RunFile } from '../../../results/format.ts';
import { createOrder, type Group, type Scheduler } from '../../engine/scheduler.ts';
import type { Rule } from '../rule.ts';
import { idsOf, sidesOf } from './compared-models.ts';
import { injectionsOf } from './injecting.ts';
import { nextStep } from './step.ts';

/**
 * Rounds of both sides until nothing is left to learn by the rule, or the budget is spent, which
 * counts from the end of the warm-up.
 */
export function checkScheduler(rule: Rule, budgetMs: number): Scheduler {
  return function* (planned) {
    const { seed, warmupRounds } = planned.schedule;
    const nextOrder = createOrder(seed);
    const all = planned.scenarios.map(({ id }) => id);
    const trials = (scenarios: readonly string[], roundsAfter: number) => {
      const order = nextOrder(groupsOf(planned, scenarios));
      return { order, after: Array.from({ length: roundsAfter }, () => order).flat() };
    };

    let run = planned;
    for (let round = -warmupRounds; round < 0; round++) {
      run = yield { kind: 'round', phase: 'warm-up', round, ...trials(all, -1 - round) };
    }
    const endsAtMs = performance.now() + budgetMs;
    for (let round = 0; ; round++) {
      const step = nextStep(run, rule, performance.now() >= endsAtMs);
      if (step === null) return;
      const { phase, scenarios, rounds } = step;
      const injections = injectionsOf(run);
      run = yield { kind: 'round', phase, round, ...trials(scenarios, rounds - 1), injections };
    }
  };
}

/** The sides of a model run next to each other. */
function groupsOf(run: RunFile, ids: readonly string[]): readonly Group[] {
  return sidesOf(run)
    .map((sides) => idsOf(sides).filter((id) => ids.includes(id)))
    .filter((group) => group.length > 0);
}
