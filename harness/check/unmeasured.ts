import type { CheckedRun, CheckedSides } from './verdict.ts';
import type { Finding } from '../analysis/finding.ts';

/** Code of the finding that says why nothing was measured. */
export const SAME_CODE = 'same-code';

interface SameSides {
  /** Of the user's workload; null for one of the suite's own. */
  readonly file: string | null;
  /** How many files of code each side has. */
  readonly files: number;
  /** Of how the sides were built. */
  readonly findings: readonly Finding[];
}

/** The answer of a check whose sides are the same: no run could say more. */
export function unmeasured(
  { base, head }: Omit<CheckedSides, 'injection'>,
  { file, files, findings }: SameSides,
): CheckedRun {
  const same: Finding = {
    code: SAME_CODE,
    severity: 'note',
    scenario: null,
    seen: `nothing that is measured differs: ${filesText(files)}, the packages and Node are the same`,
    advice: 'Add --measure to measure both sides all the same.',
  };
  return {
    ...{ run: null, file, sides: { base, head, injection: null } },
    result: {
      ...{ outcome: 'unchanged', verdicts: [], budgets: [], findings: [same, ...findings] },
      // Nothing is left to chance.
      falseAlarmRate: 0,
    },
  };
}

function filesText(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
