import type { Role, RunFile, Version } from '../../../results/format.ts';
import { formatValue } from '../../text/format.ts';
import { type Detector, inRun } from './detector.ts';

export const runOfCheck: Detector = {
  code: 'run-of-check',
  severity: 'note',
  detect: inRun(({ run }) => {
    const [base, head] = [versionOf(run, 'base'), versionOf(run, 'head')];
    if (base === null || head === null) return null;
    return {
      seen: `the run compares two versions of the models: ${name(base)} and ${name(head)}`,
      advice: 'Models are ranked by the base; the check says what differs between the two.',
    };
  }),
};

export const injected: Detector = {
  code: 'planted',
  severity: 'problem',
  detect: inRun(({ run }) => {
    const injection = run.scenarios.find((scenario) => scenario.injection !== null)?.injection;
    if (!injection) return null;
    return {
      seen: `the head was made worse on purpose: ${injection.kind} by ${formatValue(injection.share, 'share')}`,
      advice: 'It proves that the check sees a regression; its head says nothing of your code.',
    };
  }),
};

/** All scenarios of a side are of one version. */
function versionOf({ scenarios }: RunFile, role: Role): Version | null {
  return scenarios.find((scenario) => scenario.role === role)?.version ?? null;
}

function name({ ref, gitCommit }: Version): string {
  return gitCommit === null ? ref : `${ref} (${gitCommit.slice(0, 10)})`;
}
