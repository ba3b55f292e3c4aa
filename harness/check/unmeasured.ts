import type { CheckedRun, CheckedSides } from './verdict.ts';
import type { Finding } from '../analysis/finding.ts';

/** Code of the finding that says why nothing was measured. */
export const SAME_CODE = 'same-code';

/** The answer of a check whose sides are the same: no run could say more. */
export function unmeasured(
  { base, head }: Omit<CheckedSides, 'injection'>,
  { file, builtFiles }: { readonly file: string | null; readonly builtFiles: number },
  findings: readonly Finding[],
): CheckedRun {
  const same: Finding = {
    code: SAME_CODE,
    severity: 'note',
    scenario: null,
    seen: `nothing that is measured differs: ${filesText(builtFiles)}, the packages and Node are the same`,
    advice: '--measure measures all the same.',
  };
  return {
    ...{ run: null, file, sides: { base, head, injection: null } },
    result: {
      ...{ outcome: 'unchanged', verdicts: [], findings: [same, ...findings] },
      // Nothing is left to chance.
      falseAlarmRate: 0,
    },
  };
}

function filesText(count: number): string {
  return count === 1 ? '1 built file' : `${count} built files`;
}
