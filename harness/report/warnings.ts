import { failures } from '../analysis/failures.ts';
import type { Finding } from '../analysis/finding.ts';
import { runFindings } from '../analysis/run-findings.ts';
import type { Summary } from '../analysis/summary.ts';
import { failureLine } from './failures-section.ts';
import { seenText } from './finding-text.ts';

/** What changes how figures are to be read. */
export interface Warning {
  readonly severity: Finding['severity'];
  /** Begins with its severity. */
  readonly text: string;
}

const MOST_WARNINGS = 5;

/** Said by the reasons of the failures. */
const COUNTED_FAILURES: readonly Finding['code'][] = ['invalid-trials', 'failed-trials'];

/** Why a model has no figures, then the problems and warnings of the run; the last says how many more there are. */
export function warnings(summary: Summary): readonly Warning[] {
  const reasons = failures(summary).map((failure): Warning => {
    return {
      severity: 'problem',
      text: `problem: ${failureLine(failure).replaceAll(/\s+/g, ' ')}`,
    };
  });
  const findings = runFindings(summary).filter(
    ({ code, severity }) => severity !== 'note' && !COUNTED_FAILURES.includes(code),
  );
  const all = [
    ...reasons,
    ...findings.map((finding) => ({
      severity: finding.severity,
      text: `${seenText(finding)}. [${finding.code}]`,
    })),
  ];
  const more = all.length - MOST_WARNINGS;
  if (more <= 0) return all;
  const last: Warning = { severity: 'note', text: `${more} more in the report.` };
  return [...all.slice(0, MOST_WARNINGS), last];
}
