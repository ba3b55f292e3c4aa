import type { Side } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import { inRun, type Rule } from './rule.ts';

export const runOfCheck: Rule = {
  code: 'run-of-check',
  severity: 'note',
  look: inRun(({ run: { comparison } }) => {
    if (comparison === null) return null;
    return {
      seen: `the run compares two versions of the models: ${name(comparison.base)} and ${name(comparison.head)}`,
      advice: 'Models are ranked by the base arm; the check says what differs between the arms.',
    };
  }),
};

export const planted: Rule = {
  code: 'planted',
  severity: 'problem',
  look: inRun(({ run: { comparison } }) => {
    const plant = comparison?.plant ?? null;
    if (plant === null) return null;
    return {
      seen: `the head was made worse on purpose: ${plant.kind} by ${formatValue(plant.share, 'share')}`,
      advice: 'It proves that the check sees a regression; its head says nothing of your code.',
    };
  }),
};

function name({ ref, gitCommit }: Side): string {
  return gitCommit === null ? ref : `${ref} (${gitCommit.slice(0, 10)})`;
}
