import type { BudgetMetric } from '../../results/budget-format.ts';
import type { CompletedTrial, Environment, RunFile, Scenario } from '../../results/format.ts';
import { completedTrial, ENVIRONMENT, runOf, scenario } from './run.ts';

export const MODEL = 'worker-threads';

/** Twelve trials on a quiet machine with cores enough, of which nothing is to be said. */
export function quiet(change: (round: number) => Partial<CompletedTrial> = () => ({})): RunFile {
  const trials = Array.from({ length: 12 }, (_, round): CompletedTrial => {
    const trial = completedTrial(MODEL, round, { wallMs: 1000 + ((round * 5) % 12) });
    const { metrics = {}, ...parts } = change(round);
    return { ...trial, ...parts, metrics: { ...trial.metrics, ...metrics } };
  });
  return onMachine(runOf([scenario(MODEL)], trials), { cores: 8 });
}

export function onMachine(run: RunFile, change: Partial<Environment>): RunFile {
  return {
    ...run,
    environments: [{ ...ENVIRONMENT, machineCores: change.cores ?? null, ...change }],
  };
}

export function withScenario(run: RunFile, change: Partial<Scenario>): RunFile {
  return { ...run, scenarios: run.scenarios.map((one) => ({ ...one, ...change })) };
}

export function withBudget(run: RunFile, metric: BudgetMetric, limit: number): RunFile {
  const budgets = [{ model: null, metric, limit, unit: 'ms' as const }];
  return { ...run, schedule: { ...run.schedule, budgets } };
}
