import { failureText } from '../../results/failure.ts';
import type { FailedTrial, InvalidTrial } from '../../results/format.ts';
import type { ScenarioSummary, Summary } from './summary.ts';

/** Trials of one model without figures, all for the same reason. */
export interface Failure {
  readonly scenario: ScenarioSummary;
  /** The first of them. */
  readonly trial: FailedTrial | InvalidTrial;
  readonly rounds: readonly number[];
}

/** Why models have no figures, in the order of the trials. */
export function failures({ run, scenarios }: Summary): readonly Failure[] {
  const byId = new Map(scenarios.map((one) => [one.scenario.id, one]));
  const bad = run.trials.flatMap((trial) => {
    const scenario = byId.get(trial.scenario);
    return scenario === undefined || trial.status === 'completed' ? [] : [{ scenario, trial }];
  });
  const groups = Map.groupBy(bad, ({ trial }) =>
    JSON.stringify([trial.scenario, trial.status, failureText(trial)]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, rounds: group.map(({ trial }) => trial.round) }];
  });
}
