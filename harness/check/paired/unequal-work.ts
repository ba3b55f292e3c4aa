import type { RunFile, TrialRecord } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import { armsOf } from './arms.ts';

/** More rounds cannot mend it: a side is missing, or did not do its work in some trial. */
export function cannotBeCompared(run: RunFile): boolean {
  const arms = armsOf(run);
  const lacking = arms.some(({ base, head }) => base === null || head === null);
  return arms.length === 0 || lacking || run.trials.some(isBad);
}

/** Scenarios with a trial that failed or did other work, warm-up included. */
export function unequalWork(run: RunFile): readonly Finding[] {
  return run.scenarios.flatMap(({ id }) => {
    const bad = run.trials.filter((trial) => trial.scenario === id && isBad(trial));
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
