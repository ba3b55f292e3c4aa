import type { CheckResult } from '../verdict.ts';
import { checkHeadline, effectSentence } from './headline.ts';

/** Workflow commands by which GitHub Actions shows what a check found beside the job, one a line. */
export function annotations(result: CheckResult): readonly string[] {
  const problems = result.findings.filter(({ severity }) => severity === 'problem');
  const regressed = result.verdicts.filter(({ verdict }) => verdict === 'regressed');
  switch (result.outcome) {
    case 'broken':
      return [
        annotation('error', 'Check is broken', checkHeadline(result)),
        ...problems.slice(1).map(({ seen }) => annotation('error', 'Check is broken', seen)),
      ];
    case 'regressed':
      return regressed.map((verdict) =>
        verdict.kind === 'advisory'
          ? annotation('warning', 'Advisory', effectSentence(verdict))
          : annotation('error', 'Regression', effectSentence(verdict)),
      );
    case 'inconclusive':
      return [annotation('warning', 'Check is inconclusive', checkHeadline(result))];
    case 'improved':
    case 'unchanged':
      return regressed.map((verdict) => annotation('warning', 'Advisory', effectSentence(verdict)));
  }
}

/**
 * Escaped as the toolkit of GitHub does (actions/toolkit, packages/core/src/command.ts): text with
 * a line break of its own would otherwise begin another command.
 */
export function annotation(level: 'error' | 'warning', title: string, text: string): string {
  const property = escapeData(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${level} title=${property}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
