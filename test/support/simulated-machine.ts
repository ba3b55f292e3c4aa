import { probit } from 'simple-statistics';

import { nextFloat, type Random } from '../../harness/stats/random.ts';

/** What a machine does to all trials alike, as logarithms. */
export interface SimulatedMachine {
  drift: number;
  regime: number;
}

/** Of the machine, which all trials meet: AR(1) drift, and regimes it jumps between. */
const DRIFT = { kept: 0.9, sd: 0.02 };
const REGIMES = { change: 0.08, levels: [0, 0.1, 0.25] };
/** Share of values that are outliers, and how much wider those scatter. */
const OUTLIERS = { share: 0.05, factor: 4 };

export function moveOn(machine: SimulatedMachine, random: Random): void {
  machine.drift = DRIFT.kept * machine.drift + DRIFT.sd * probit(nextFloat(random));
  if (nextFloat(random) < REGIMES.change) {
    machine.regime = REGIMES.levels[Math.floor(nextFloat(random) * REGIMES.levels.length)] ?? 0;
  }
}

/** `sd`: of the ratio of two such values in logarithms, outliers included. */
export function noise(sd: number, random: Random): number {
  const wider = Math.sqrt(1 + OUTLIERS.share * (OUTLIERS.factor ** 2 - 1));
  const factor = nextFloat(random) < OUTLIERS.share ? OUTLIERS.factor : 1;
  return (sd / Math.SQRT2 / wider) * factor * probit(nextFloat(random));
}
