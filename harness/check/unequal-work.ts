import { failureText } from '../../results/failure.ts';
import type { FailedTrial, InvalidTrial, RunFile, TrialRecord } from '../../results/format.ts';
import type { Finding } from '../analysis/finding.ts';

/** More rounds cannot make up for it. */
export function hasUnequalWork({ trials }: RunFile): boolean {
  return trials.some(isBad);
}

/** Scenarios with a trial that failed or did other work, warm-up included. */
export function unequalWork({ scenarios, trials }: RunFile): readonly Finding[] {
  return scenarios.flatMap(({ id }) => {
    const bad = trials.filter((trial) => trial.scenario === id).filter(isBad);
    const [first] = bad;
    if (first === undefined) return [];
    return [
      {
        code: 'unequal-work',
        severity: 'problem' as const,
        scenario: id,
        seen: `${id}: ${bad.length} trials without the work done; in round ${first.round} ${failureText(first)}`,
        advice:
          'A failing trial can look fast, so no verdict is given. Fix that side and check again.',
      },
    ];
  });
}

/** An interruption is no fault of the model. */
function isBad(trial: TrialRecord): trial is FailedTrial | InvalidTrial {
  return trial.status === 'invalid' || (trial.status === 'failed' && trial.cause !== 'aborted');
}
