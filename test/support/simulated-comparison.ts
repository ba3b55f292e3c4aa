import { compare } from '../../harness/analysis/comparison.ts';
import { roundPlan } from '../../harness/compare/rounds.ts';
import { compareScheduler } from '../../harness/compare/scheduler.ts';
import type { RoundPlan } from '../../harness/engine/measure-models.ts';
import type { Random } from '../../harness/stats/random.ts';
import type { RunFile } from '../../results/format.ts';
import { completedTrial, runOf, scenario } from './run.ts';
import { moveOn, noise } from './simulated-machine.ts';

/** What is simulated: models that differ in time, and plainly in memory and CPU. */
export interface ComparedTruth {
  /** What each model takes, as a multiple of the first. */
  readonly times: readonly number[];
  /** Standard deviation of the logarithm of one time ÷ another in a round, outliers included. */
  readonly roundSd: number;
  /** Whether the machine neither drifts nor changes its speed. */
  readonly steady: boolean;
}

/** How often what a run says of the times of two models is right. */
export interface Told {
  /** Whether every interval holds its true ratio. */
  readonly allRight: boolean;
  /** Whether a model is called faster that is not. */
  readonly falselyFaster: boolean;
  /** Share of the pairs that differ whose difference is detected; NaN where none differ. */
  readonly found: number;
}

const WALL_MS = 1000;

/** As many rounds as it takes by the rule of `compare`, or all of a plan without looks. */
export function simulateComparison(
  { times, roundSd, steady }: ComparedTruth,
  random: Random,
  plan: RoundPlan = roundPlan({ quick: false, rounds: null }, times.length),
): RunFile {
  const scenarios = times.map((_, index) => scenario(`m${index}`));
  let run = runOf(scenarios, [], { rounds: plan.rounds, warmupRounds: 0 });
  run = { ...run, schedule: { ...run.schedule, looks: [...plan.looks] } };
  const machine = { drift: 0, regime: 0 };
  const steps = compareScheduler(0)(run);
  let next = steps.next();
  while (next.done !== true) {
    const { round } = next.value;
    const trials = times.map((time, index) => {
      if (!steady) moveOn(machine, random);
      const of = (value: number, sd: number) =>
        value * Math.exp(machine.drift + machine.regime + noise(sd, random));
      return completedTrial(`m${index}`, round, {
        wallMs: of(WALL_MS * time, roundSd),
        cpuMs: of(1000 * 1.4 ** index, 0.1),
        peakPssBytes: 1e8 * 1.5 ** index * Math.exp(noise(0.05, random)),
      });
    });
    run = { ...run, trials: [...run.trials, ...trials] };
    next = steps.next(run);
  }
  return { ...run, ending: next.value };
}

export function toldBy(run: RunFile, { times }: ComparedTruth): Told {
  const pairs = times.flatMap((time, head) =>
    times.slice(0, head).map((other, base) => {
      const truth = time / other;
      const found = compare(run, `m${head}`, `m${base}`, 'wallMs');
      if (found === null) throw new Error('a pair without rounds');
      const isRight = found.low <= truth && truth <= found.high;
      const isFalse =
        (found.outcome === 'less' && truth >= 1) || (found.outcome === 'more' && truth <= 1);
      const isDetected = found.outcome === 'less' || found.outcome === 'more';
      return { isRight, isFalse, isDetected, differs: truth !== 1 };
    }),
  );
  const differing = pairs.filter(({ differs }) => differs);
  return {
    allRight: pairs.every(({ isRight }) => isRight),
    falselyFaster: pairs.some(({ isFalse }) => isFalse),
    found: differing.filter(({ isDetected }) => isDetected).length / differing.length,
  };
}

/** Taken, the last included. */
export function roundsOf({ trials }: RunFile): number {
  return 1 + Math.max(...trials.map(({ round }) => round));
}
