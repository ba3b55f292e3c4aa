import type { RunFile } from '../../results/format.ts';
import { completedTrial, runOf, scenario, SETTINGS } from './run.ts';

/** What a model's trials cost: its start, then an item, in ms. */
export type Costs = readonly [startMs: number, itemMs: number];

/** A run in which each model costs what `costs` says in a round. */
export function costsRun(
  models: readonly string[],
  items: number,
  rounds: number,
  costs: (model: string, round: number) => Costs,
): RunFile {
  const scenarios = models.map((model) => ({
    ...scenario(model),
    settings: { ...SETTINGS, items },
  }));
  const trials = Array.from({ length: rounds }, (_, round) =>
    models.map((model) => {
      const [startMs, itemMs] = costs(model, round);
      const [workersReadyMs, teardownMs] = [0.9 * startMs, 0.1 * startMs];
      const lastResultMs = workersReadyMs + items * itemMs;
      const wallMs = lastResultMs + teardownMs;
      return completedTrial(model, round, { wallMs, workersReadyMs, lastResultMs, teardownMs });
    }),
  );
  return runOf(scenarios, trials.flat());
}
