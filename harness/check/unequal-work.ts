import type { RunFile, TrialRecord } from '../../results/format.ts';
import type { Finding } from '../analysis/finding.ts';

/** More rounds cannot make up for it. */
export function hasUnequalWork({ trials }: RunFile): boolean {
  return trials.some(isBad);
}

/** Scenarios with a trial that failed or did other work, warm-up included. */
export function unequalWork({ scenarios, trials }: RunFile): readonly Finding[] {
  return scenarios.flatMap(({ id }) => {
    const bad = trials.filter((trial) => trial.scenario === id && isBad(trial));
    const [first] = bad;
    if (first === undefined) return [];
    return [
      {
        code: 'unequal-work',
        severity: 'problem' as const,
        scenario: id,
        seen: `${id}: ${bad.length} trials without the work done; in round ${first.round} ${reasonOf(first)}`,
        advice: 'Who fails looks fast, so nothing is judged: mend that side, then check again.',
      },
    ];
  });
}

/** An interruption is no fault of the model. */
function isBad(trial: TrialRecord): boolean {
  return trial.status === 'invalid' || (trial.status === 'failed' && trial.cause !== 'aborted');
}

function reasonOf(trial: TrialRecord): string {
  if (trial.status === 'invalid') return trial.reasons.join('; ');
  return trial.status === 'failed' ? trial.message : '';
}
