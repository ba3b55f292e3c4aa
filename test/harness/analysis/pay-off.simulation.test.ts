import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { probit } from 'simple-statistics';

import { payOff } from '../../../harness/analysis/pay-off.ts';
import { createRandom, nextFloat, type Random } from '../../../harness/stats/random.ts';
import { type Costs, costsRun } from '../../support/costs-run.ts';

const [BASE, MODEL] = ['single-threaded', 'worker-threads'] as const;
const BASE_COSTS: Costs = [80, 2];
const ITEMS = 400;
const RUNS = 300;

/** Of the machine, which all trials meet: AR(1) drift, and regimes it jumps between. */
const DRIFT = { kept: 0.9, sd: 0.02 };
const REGIMES = { change: 0.08, levels: [0, 0.1, 0.25] };
/** Share of values that are outliers, and how much wider those scatter. */
const OUTLIERS = { share: 0.05, factor: 4 };

describe('pay-offs with known truth', () => {
  for (const [costs, rounds, sd] of [
    [[300, 1.1], 7, 0.052],
    [[300, 1.1], 10, 0.125],
    [[300, 1.8], 20, 0.052],
    [[100, 1.1], 10, 0.052],
    [[300, 1.95], 10, 0.125],
    [[300, 2], 10, 0.052],
    [[300, 2.4], 10, 0.052],
  ] as const) {
    const name = `[${costs.join(', ')}] ms, ${rounds} rounds, ${100 * sd} % of noise`;
    it(`${name}: at most 7 of 100 statements are wrong`, () => {
      const truth = (costs[0] - BASE_COSTS[0]) / (BASE_COSTS[1] - costs[1]);
      const random = createRandom(1, name);
      let wrong = 0;
      for (let run = 0; run < RUNS; run++) {
        if (!holds(simulated(costs, rounds, sd, random), truth)) wrong += 1;
      }
      assert.ok(wrong <= 0.07 * RUNS, `${wrong} of ${RUNS}`);
    });
  }

  it('a saving that is large beside the noise is found, within a half', () => {
    const random = createRandom(1, 'power');
    const found = Array.from({ length: 100 }, () => simulated([300, 1.1], 10, 0.052, random));
    const close = found.filter(
      (one) => one?.kind === 'from' && one.high !== null && one.high < 1.5 * one.low,
    );
    assert.ok(close.length >= 90, String(close.length));
  });
});

/** `truth`: items from which on the model is faster; negative or infinite for never. */
function holds(found: ReturnType<typeof simulated>, truth: number): boolean {
  const never = truth < 0 || truth === Infinity;
  switch (found?.kind) {
    case 'from':
      // A whole number is found, to a thousandth.
      return !never && found.low - 1 <= truth && truth <= 1.001 * (found.high ?? Infinity);
    case 'unknown':
      return never || (found.atLeast ?? 0) - 1 <= truth;
    case 'never':
      return never;
    default:
      return false;
  }
}

function simulated(costs: Costs, rounds: number, sd: number, random: Random) {
  const machine = { drift: 0, regime: 0 };
  const run = costsRun([BASE, MODEL], ITEMS, rounds, (model) => {
    moveOn(machine, random);
    const [startMs, itemMs] = model === BASE ? BASE_COSTS : costs;
    const noisy = (ms: number) => ms * Math.exp(machine.drift + machine.regime + noise(sd, random));
    return [noisy(startMs), noisy(itemMs)];
  });
  return payOff(run, MODEL, BASE);
}

function moveOn(machine: { drift: number; regime: number }, random: Random): void {
  machine.drift = DRIFT.kept * machine.drift + DRIFT.sd * probit(nextFloat(random));
  if (nextFloat(random) < REGIMES.change) {
    machine.regime = REGIMES.levels[Math.floor(nextFloat(random) * REGIMES.levels.length)] ?? 0;
  }
}

/** `sd`: of the ratio of two such values in logarithms, outliers included. */
function noise(sd: number, random: Random): number {
  const wider = Math.sqrt(1 + OUTLIERS.share * (OUTLIERS.factor ** 2 - 1));
  const factor = nextFloat(random) < OUTLIERS.share ? OUTLIERS.factor : 1;
  return (sd / Math.SQRT2 / wider) * factor * probit(nextFloat(random));
}
