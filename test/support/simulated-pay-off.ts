import { payOff, type PayOff } from '../../harness/analysis/pay-off.ts';
import type { Random } from '../../harness/stats/random.ts';
import { type Costs, costsRun, withLaunches } from './costs-run.ts';
import { moveOn, noise } from './simulated-machine.ts';

/** What is simulated: a model beside its baseline. */
export interface CostsTruth {
  readonly costs: Costs;
  /** Of each trial. */
  readonly items: number;
  readonly rounds: number;
  readonly launches: number;
  /** Standard deviations of the logarithm of model ÷ baseline in a round and in a launch, outliers included. */
  readonly roundSd: number;
  readonly launchSd: number;
}

const [BASE, MODEL] = ['single-threaded', 'worker-threads'] as const;
const BASE_COSTS: Costs = [80, 2];

/** Number of items from which on the model is faster; Infinity for never. */
export function trueItems({ costs: [startMs, itemMs] }: CostsTruth): number {
  const saved = BASE_COSTS[1] - itemMs;
  return saved <= 0 ? Infinity : (startMs - BASE_COSTS[0]) / saved;
}

/** What a run says; its launches follow its rounds, as the machine goes on drifting. */
export function simulatePayOff(truth: CostsTruth, random: Random): PayOff | null {
  const { costs, items, rounds, launches, roundSd, launchSd } = truth;
  const machine = { drift: 0, regime: 0 };
  const noisy = (ms: number, sd: number) =>
    ms * Math.exp(machine.drift + machine.regime + noise(sd, random));
  const run = costsRun([BASE, MODEL], items, rounds, (model) => {
    moveOn(machine, random);
    const [startMs, itemMs] = model === BASE ? BASE_COSTS : costs;
    return [noisy(startMs, roundSd), noisy(itemMs, roundSd)];
  });
  const live = withLaunches(run, launches, (model) => {
    if (model === BASE) moveOn(machine, random);
    return noisy((model === BASE ? BASE_COSTS : costs)[1], launchSd);
  });
  return payOff(live, MODEL, BASE);
}

/** Whether the truth is what was said, or among it. */
export function holds(found: PayOff | null, truth: number): boolean {
  switch (found?.kind) {
    case 'from':
      return found.low - 1 <= truth && truth <= (found.high ?? Infinity);
    case 'below':
      return truth <= found.items;
    case 'unknown':
      return (found.atLeast ?? 0) <= truth;
    case 'never':
      return truth === Infinity;
    default:
      return false;
  }
}
