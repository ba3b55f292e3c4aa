import { countedTrials } from '../trials.ts';
import { inRun, type Rule } from './rule.ts';

export const incompleteRun: Rule = {
  code: 'incomplete-run',
  severity: 'warning',
  look: inRun(({ run }) => {
    if (run.status === 'complete') return null;
    const rounds = new Set(run.trials.map(({ round }) => round).filter((round) => round >= 0));
    return {
      seen: `the run ended in round ${rounds.size} of ${run.rounds}`,
      advice: 'Run it again to the end before quoting a figure.',
    };
  }),
};

export const failedTrials: Rule = {
  code: 'failed-trials',
  severity: 'problem',
  look: countBad('failed', 'The messages stand under the first table; mend the model, run again.'),
};

export const invalidTrials: Rule = {
  code: 'invalid-trials',
  severity: 'problem',
  look: countBad(
    'invalid',
    'It did other work than asked; the reasons stand under the first table. Mend it, run again.',
  ),
};

/** Of every scenario with such trials, completed ones or not. */
function countBad(status: 'failed' | 'invalid', advice: string): Rule['look'] {
  return ({ run, scenarios }) =>
    scenarios.flatMap(({ scenario: { id } }) => {
      const trials = countedTrials(run, id);
      const bad = trials.filter((trial) => trial.status === status);
      if (bad.length === 0) return [];
      const rounds = bad.map(({ round }) => round).join(', ');
      const seen = `${bad.length} of ${trials.length} trials ${status} (round ${rounds}); the model has no figures`;
      return [{ scenario: id, seen, advice }];
    });
}
