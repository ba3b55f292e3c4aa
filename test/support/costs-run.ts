import type { RunFile } from '../../results/format.ts';
import { launchOf } from './live-run.ts';
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

/** The same run with launches in which an item of each model takes what `itemMs` says. */
export function withLaunches(
  run: RunFile,
  launches: number,
  itemMs: (model: string, round: number) => number,
): RunFile {
  const models = run.scenarios.map(({ id }) => id);
  const costs = (round: number) =>
    Object.fromEntries(models.map((model) => [model, [itemMs(model, round), null] as const]));
  return {
    ...run,
    launches: Array.from({ length: launches }, (_, round) => launchOf(round, costs(round), 1)),
  };
}
