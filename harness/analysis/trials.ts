import type { CompletedTrial, Phase, RunFile, TrialRecord } from '../../results/format.ts';

/** Trials of a scenario in one phase, in the order they ran. */
export function trialsOf(
  run: RunFile,
  id: string,
  phase: Phase = 'sample',
): readonly TrialRecord[] {
  return run.trials.filter((trial) => trial.scenario === id && trial.phase === phase);
}

export function completedTrials(
  run: RunFile,
  id: string,
  phase: Phase = 'sample',
): readonly CompletedTrial[] {
  return trialsOf(run, id, phase).filter((trial) => trial.status === 'completed');
}

/** Those that failures are counted in: of the sample, or of the warm-up where the run ended with that. */
export function judgedTrials(run: RunFile, id: string): readonly TrialRecord[] {
  const endedInWarmup = run.ending === 'failed' && run.schedule.warmupRounds > 0;
  return trialsOf(run, id, endedInWarmup ? 'warm-up' : 'sample');
}

/** Whether the figures of a scenario may stand beside others: all of its trials did the work. */
export function isValid(run: RunFile, id: string): boolean {
  const trials = trialsOf(run, id);
  return trials.length > 0 && trials.every(({ status }) => status === 'completed');
}

/** Completed trials of these scenarios side by side, from every round in which all have one. */
export function trialsByRound(
  run: RunFile,
  ids: readonly string[],
  phase: Phase = 'sample',
): readonly (readonly CompletedTrial[])[] {
  const rounds = new Map<number, CompletedTrial[]>();
  for (const id of ids) {
    for (const trial of completedTrials(run, id, phase)) {
      rounds.set(trial.round, [...(rounds.get(trial.round) ?? []), trial]);
    }
  }
  return [...rounds.values()].filter((trials) => trials.length === ids.length);
}

/** A metric of a trial, or a figure that its program measured itself; null where it has none. */
export function valueOf({ metrics, figures }: CompletedTrial, name: string): number | null {
  return metrics[name] ?? figures[name] ?? null;
}

/** What a scenario has of a metric or a figure, in the order of the rounds. */
export function valuesOf(
  run: RunFile,
  id: string,
  name: string,
  phase: Phase = 'sample',
): readonly number[] {
  return completedTrials(run, id, phase).flatMap((trial) => valueOf(trial, name) ?? []);
}

/** Values of two scenarios in the same rounds, as far as they have a ratio: both above zero. */
export function pairedValues(
  run: RunFile,
  ids: readonly [string, string],
  name: string,
  phase: Phase = 'sample',
): readonly (readonly [number, number])[] {
  return trialsByRound(run, ids, phase).flatMap((trials) => {
    const [first = 0, second = 0] = trials.map((trial) => valueOf(trial, name) ?? 0);
    return first > 0 && second > 0 ? [[first, second] as const] : [];
  });
}
