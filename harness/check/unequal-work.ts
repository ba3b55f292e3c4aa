import { failureText } from '../../results/failure.ts';
import type {
  FailedLaunch,
  FailedTrial,
  InvalidTrial,
  Launch,
  RunFile,
  TrialRecord,
} from '../../results/format.ts';
import { roundName } from '../../results/round-name.ts';
import type { Finding } from '../analysis/finding.ts';
import { formatCounts } from '../text/format.ts';

/** More rounds cannot make up for it. */
export function hasUnequalWork({ trials, launches }: RunFile): boolean {
  return trials.some(isBad) || launches.some(isBroken);
}

/** Scenarios with a trial that failed or did other work, warm-up included, and failed launches. */
export function unequalWork(run: RunFile): readonly Finding[] {
  return [...inTrials(run), ...inLaunches(run)];
}

function inTrials({ scenarios, trials }: RunFile): readonly Finding[] {
  return scenarios.flatMap(({ id }) => {
    const bad = trials.filter((trial) => trial.scenario === id).filter(isBad);
    const [first] = bad;
    if (first === undefined) return [];
    return [
      {
        code: 'unequal-work',
        severity: 'problem' as const,
        scenario: id,
        seen: `${formatCounts([bad.length], 'trial')} without the work done; in ${roundName(first.round)} ${failureText(first)}`,
        advice: ADVICE,
      },
    ];
  });
}

function inLaunches({ launches }: RunFile): readonly Finding[] {
  return launches.filter(isBroken).map(({ scenario, scenarios, round, message }) => ({
    code: 'unequal-work',
    severity: 'problem',
    scenario,
    seen: `${scenario === null ? `${scenarios.join(', ')}: ` : ''}launch ${round} without the work done; ${message}`,
    advice: ADVICE,
  }));
}

const ADVICE =
  'A failing trial can look fast, so no verdict is given. Fix that side and check again; versions that give different results on purpose cannot be compared.';

/** An interruption is no fault of the model. */
function isBad(trial: TrialRecord): trial is FailedTrial | InvalidTrial {
  return trial.status === 'invalid' || (trial.status === 'failed' && trial.cause !== 'aborted');
}

/** Of a pilot that fails no launch follows, and whole trials judge the model. */
function isBroken(launch: Launch): launch is FailedLaunch {
  return launch.status === 'failed' && launch.phase !== 'warm-up';
}
