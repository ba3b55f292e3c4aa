import type { RunFile } from '../../../results/format.ts';
import { launchKind } from '../../engine/kinds.ts';
import {
  createOrder,
  type Group,
  type LaunchStep,
  type Round,
  type Scheduler,
} from '../../engine/scheduler.ts';
import { createRandom, type Random, shuffle } from '../../stats/random.ts';
import type { Rule } from '../rule.ts';
import { idsOf, sidesOf } from './compared-models.ts';
import { injectionsOf } from './injecting.ts';
import { planOf } from './launch-plan.ts';
import { isRecalled, lookedMs } from './looking-time.ts';
import { type Due, nextStep, type Step } from './step.ts';

/**
 * Launches and rounds of both sides until nothing is left to learn by the rule, or the time is
 * up, which counts from the end of the warm-up. Time ends a check and changes nothing else of its order, so
 * a run that is resumed is asked for the same again until all its records are there.
 */
export function checkScheduler(rule: Rule, maxTimeMs: number): Scheduler {
  return function* (planned) {
    const { seed, warmupRounds } = planned.schedule;
    const nextOrder = createOrder(seed);
    const launchOrder = createRandom(seed, 'order of launches');
    const all = planned.scenarios.map(({ id }) => id);

    let run = planned;
    for (let round = -warmupRounds; round < 0; round++) {
      const order = nextOrder(groupsOf(planned, all));
      run = yield {
        kind: 'round',
        phase: 'warm-up',
        round,
        order,
        after: afterwards(order, -1 - round),
      };
    }
    const startedAtMs = performance.now();
    const isUp = () => lookedMs(run) + performance.now() - startedAtMs >= maxTimeMs;
    for (;;) {
      const step = nextStep(run, rule, !isRecalled(run) && isUp());
      if (step === null) return null;
      run =
        step.basis === 'launches'
          ? yield launchOf(step, run, rule, launchOrder)
          : yield roundOf(step, run, nextOrder);
    }
  };
}

/** One round of all that are due, to the nearest of their looks. */
function roundOf(
  { phase, due }: Step,
  run: RunFile,
  nextOrder: ReturnType<typeof createOrder>,
): Round {
  const order = nextOrder(
    groupsOf(
      run,
      due.flatMap(({ scenarios }) => scenarios),
    ),
  );
  const left = Math.min(...due.map((one) => one.left));
  const round = 1 + Math.max(-1, ...run.trials.map((trial) => trial.round));
  const injections = injectionsOf(run);
  return { kind: 'round', phase, round, order, after: afterwards(order, left - 1), injections };
}

/** One launch of a model that has fewest, so that the launches of all models are interleaved. */
function launchOf({ phase, due }: Step, run: RunFile, rule: Rule, random: Random): LaunchStep {
  const fewest = Math.min(...due.map(({ taken }) => taken));
  const [model] = shuffle(
    due.filter(({ taken }) => taken === fewest),
    random,
  );
  if (model === undefined) throw new Error('a step of no model');
  const { scenarios } = model;
  const counted = run.launches.filter(
    (launch) => isOf(launch, model) && launch.phase !== 'warm-up',
  );
  return {
    kind: 'launch',
    ...{ phase, scenarios, latency: 'none', plan: planOf(run, scenarios, phase, rule) },
    round: phase === 'warm-up' ? -1 : counted.length,
    after: due.flatMap((one) => {
      const left = one === model ? one.left - 1 : one.left;
      return afterwards([launchKind(one.scenarios)], left);
    }),
  };
}

/** With or without the control. */
function isOf({ scenarios }: RunFile['launches'][number], model: Due): boolean {
  return scenarios[0] === model.scenarios[0];
}

function afterwards(kinds: readonly string[], times: number): readonly string[] {
  return Array.from({ length: times }, () => kinds).flat();
}

/** The sides of a model run next to each other. */
function groupsOf(run: RunFile, ids: readonly string[]): readonly Group[] {
  return sidesOf(run)
    .map((sides) => idsOf(sides).filter((id) => ids.includes(id)))
    .filter((group) => group.length > 0);
}
