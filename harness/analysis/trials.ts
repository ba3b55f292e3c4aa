import type { CompletedTrial, RunFile, TrialRecord } from '../../results/format.ts';
import type { MetricName } from '../../results/metrics.ts';

/** Warm-up rounds do not count. */
export function countedTrials(run: RunFile, id: string): readonly TrialRecord[] {
  return run.trials.filter((trial) => trial.scenario === id && trial.round >= 0);
}

export function completedTrials(run: RunFile, id: string): readonly CompletedTrial[] {
  return countedTrials(run, id).filter((trial) => trial.status === 'completed');
}

/** Values above zero only: a ratio has no others. */
export function valuesByRound(
  run: RunFile,
  id: string,
  metric: MetricName,
): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (const trial of completedTrials(run, id)) {
    const value = trial.metrics[metric];
    if (typeof value === 'number' && value > 0) values.set(trial.round, value);
  }
  return values;
}

/** Both in every round that has both, in the order of the rounds. */
export function pairedValues(
  run: RunFile,
  ids: readonly [string, string],
  metric: MetricName,
): readonly (readonly [number, number])[] {
  const [first, second] = ids.map((id) => valuesByRound(run, id, metric));
  return [...(first ?? [])].flatMap(([round, value]) => {
    const other = second?.get(round);
    return other === undefined ? [] : [[value, other] as const];
  });
}
