import { probit } from 'simple-statistics';

import { judge } from '../../harness/check/paired/judge.ts';
import type { Rule } from '../../harness/check/rule.ts';
import { nextStep } from '../../harness/check/paired/step.ts';
import type { CheckResult } from '../../harness/check/verdict.ts';
import { nextFloat, type Random } from '../../harness/stats/random.ts';
import type { RunFile, TrialRecord } from '../../results/format.ts';
import { completedTrial } from './run.ts';
import { inRoles, plannedCheck } from './check-run.ts';

/** The truth of a simulated check. */
export interface Truth {
  readonly models: number;
  /** Standard deviation of ln(head ÷ base) within a round, outliers included. */
  readonly pairedSd: number;
  /** Head ÷ base, of CPU of the first model; everything else is equal on both sides. */
  readonly cpuRatio: number;
}

const GATED = { wallMs: 1000, cpuMs: 1200, peakPssBytes: 200e6 };

/** Share of values that are outliers, and how much wider those scatter. */
const OUTLIERS = { share: 0.05, factor: 4 };
/** Standard deviation of such noise where that of all but the outliers is 1. */
const NOISE_SD = Math.sqrt(1 + OUTLIERS.share * (OUTLIERS.factor ** 2 - 1));
/** Of the machine, which all trials of a round meet: AR(1) drift, and regimes it jumps between. */
const DRIFT = { kept: 0.9, sd: 0.02 };
const REGIMES = { change: 0.08, levels: [0, 0.1, 0.25] };

export interface SimulatedCheck {
  readonly run: RunFile;
  readonly result: CheckResult;
  /** What was measured, in rounds of all scenarios. */
  readonly rounds: number;
}

/** Runs a whole check on simulated trials: as many rounds of what as `nextStep` asks for. */
export function simulateCheck(truth: Truth, rule: Rule, random: Random): SimulatedCheck {
  const models = Array.from({ length: truth.models }, (_, index) => `model-${index}`);
  let run = plannedCheck([
    ...inRoles(models.slice(0, 1), ['base', 'head', 'control']),
    ...inRoles(models.slice(1), ['base', 'head']),
  ]);
  const machine = { drift: 0, regime: 0 };
  for (let round = 0; ;) {
    const step = nextStep(run, rule, false);
    if (step === null) {
      return { run, result: judge(run, rule), rounds: run.trials.length / run.scenarios.length };
    }
    const { phase, scenarios } = step;
    for (const last = round + step.rounds; round < last; round++) {
      moveOn(machine, random);
      const trials = scenarios.map((id) => simulateTrial(id, round, truth, machine, random));
      run = { ...run, trials: [...run.trials, ...trials.map((trial) => ({ ...trial, phase }))] };
    }
  }
}

interface Machine {
  drift: number;
  regime: number;
}

function moveOn(machine: Machine, random: Random): void {
  machine.drift = DRIFT.kept * machine.drift + DRIFT.sd * normal(random);
  if (nextFloat(random) < REGIMES.change) {
    machine.regime = REGIMES.levels[Math.floor(nextFloat(random) * REGIMES.levels.length)] ?? 0;
  }
}

function simulateTrial(
  id: string,
  round: number,
  truth: Truth,
  machine: Machine,
  random: Random,
): TrialRecord {
  const slowed = id === 'model-0@head' ? truth.cpuRatio : 1;
  const noise = () => {
    const factor = nextFloat(random) < OUTLIERS.share ? OUTLIERS.factor : 1;
    const own = (truth.pairedSd / Math.SQRT2 / NOISE_SD) * factor * normal(random);
    return Math.exp(own + machine.drift + machine.regime);
  };
  return completedTrial(id, round, {
    wallMs: GATED.wallMs * noise(),
    cpuMs: GATED.cpuMs * slowed * noise(),
    peakPssBytes: GATED.peakPssBytes * noise(),
  });
}

function normal(random: Random): number {
  return probit(nextFloat(random));
}
