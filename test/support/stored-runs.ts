import { probit } from 'simple-statistics';

import type { StoredRun } from '../../harness/check/stored/baseline-store.ts';
import { nextFloat, type Random } from '../../harness/stats/random.ts';
import type { RunFile } from '../../results/format.ts';
import { completedTrial, runOf, type RunParts, scenario } from './run.ts';

export const STORED_MODELS = ['bare-work', 'single-threaded', 'worker-threads', 'child-processes'];

const SCENARIOS = STORED_MODELS.map((model) =>
  scenario(model, model === 'bare-work' ? 'floor' : 'model'),
);

/** A run without noise, in which every figure of a model is multiplied by its factor. */
export function plainRun(
  factors: Readonly<Record<string, number>> = {},
  parts: RunParts = {},
): RunFile {
  const trials = [-1, 0, 1, 2].flatMap((round) =>
    STORED_MODELS.map((model) => trialOf(model, round, factors[model] ?? 1)),
  );
  return runOf(SCENARIOS, trials, { rounds: 3, ...parts });
}

/** Truth of simulated runs, as standard deviations of logarithms. */
export interface Scatter {
  /** Of what a whole run shares: the machine's day. */
  readonly between: number;
  /** Of a single round, of which one in twenty scatters four times as much. */
  readonly within: number;
  /** Of the slow drift within a run, AR(1) with 0.9 kept from round to round. */
  readonly drift: number;
}

/** A run of 20 rounds with this scatter, CPU of every model multiplied by the factor. */
export function simulatedRun(scatter: Scatter, cpuFactor: number, random: Random, rounds = 20) {
  const normal = () => probit(Math.max(nextFloat(random), 1e-12));
  const days = new Map(STORED_MODELS.map((model) => [model, scatter.between * normal()]));
  let drift = 0;
  const trials = Array.from({ length: rounds }, (_, round) => {
    drift = 0.9 * drift + scatter.drift * Math.sqrt(1 - 0.9 ** 2) * normal();
    return STORED_MODELS.map((model) => {
      const tail = nextFloat(random) < 0.05 ? 4 : 1;
      const log = (days.get(model) ?? 0) + drift + scatter.within * tail * normal();
      return trialOf(model, round, cpuFactor * Math.exp(log));
    });
  }).flat();
  return runOf(SCENARIOS, trials);
}

export function storedAs(runs: readonly RunFile[]): readonly StoredRun[] {
  return runs.map((run, index) => ({ path: `${index}.json`, run }));
}

function trialOf(model: string, round: number, factor: number) {
  return completedTrial(model, round, {
    ...{ wallMs: 1000 * factor, cpuMs: 800 * factor, peakPssBytes: 80e6 * factor },
    ...{ messages: model === 'child-processes' ? 33 : 0 },
  });
}
