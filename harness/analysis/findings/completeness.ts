import { roundName } from '../../../results/round-name.ts';
import { formatCounts } from '../../text/format.ts';
import { looksOf, roundsToCompare, validPairs } from '../confidence.ts';
import { contenders } from '../ranking.ts';
import { judgedTrials } from '../trials.ts';
import { inRun, type Detector } from './detector.ts';

export const incompleteRun: Detector = {
  code: 'incomplete-run',
  severity: 'warning',
  detect: inRun(({ run }) => {
    if (run.status === 'complete') return null;
    const rounds = new Set(run.trials.map(({ round }) => round).filter((round) => round >= 0));
    const asked = Math.max(...run.scenarios.map((scenario) => scenario.rounds));
    return {
      seen: `the run was interrupted in round ${rounds.size} of ${asked}`,
      advice: 'Rerun to the end before you quote a figure.',
    };
  }),
};

export const tooFewRounds: Detector = {
  code: 'too-few-rounds',
  severity: 'warning',
  detect: inRun((summary) => {
    const models = contenders(summary);
    if (models.length === 0) return null;
    const rounds = Math.min(...models.map(({ completed }) => completed));
    const needed = roundsToCompare(validPairs(summary.run).length, looksOf(summary.run));
    if (rounds >= needed) return null;
    return {
      seen: `${formatCounts([rounds], 'round')} ${rounds === 1 ? 'is' : 'are'} too few ${models.length > 1 ? `to rank ${models.length} models` : 'for a 95 % confidence interval'}`,
      advice: `Use --rounds ${needed} or more; more rounds detect smaller differences.`,
    };
  }),
};

export const failedTrials: Detector = {
  code: 'failed-trials',
  severity: 'problem',
  detect: countBad(
    'failed',
    'The messages stand under the first table. Fix the model and run again.',
  ),
};

export const invalidTrials: Detector = {
  code: 'invalid-trials',
  severity: 'problem',
  detect: countBad(
    'invalid',
    'It did other work than asked; the reasons stand under the first table. Fix it and run again.',
  ),
};

/** Of every scenario with such trials, completed ones or not. */
function countBad(status: 'failed' | 'invalid', advice: string): Detector['detect'] {
  return ({ run, scenarios }) =>
    scenarios.flatMap(({ scenario: { id } }) => {
      const trials = judgedTrials(run, id);
      const bad = trials.filter((trial) => trial.status === status);
      if (bad.length === 0) return [];
      const rounds = bad.map(({ round }) => roundName(round)).join(', ');
      const seen = `${bad.length} of ${trials.length} trials ${status} (${rounds}), so the model has no figures`;
      return [{ scenario: id, seen, advice }];
    });
}
