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
      seen: `this run compares two versions of the models: ${name(base)} and ${name(head)}`,
      advice: 'Ranks use the base. The check report says how the two versions differ.',
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
      seen: `the head was made worse on purpose: ${formatValue(injection.share, 'share')} more ${injection.kind}`,
      advice: 'This tests the check itself. The figures of the head say nothing about your code.',
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
