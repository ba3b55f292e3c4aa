import type { CheckResult, MetricVerdict } from '../verdict.ts';
import { checkHeadline, effectSentence, ofFile } from './headline.ts';

/**
 * Workflow commands by which GitHub Actions shows what a check found beside the job, one a line.
 * `file` is the user's workload, or null.
 */
export function annotations(result: CheckResult, file: string | null): readonly string[] {
  const say = (level: 'error' | 'warning', title: string, text: string) =>
    annotation(level, title, ofFile(file, text));
  const problems = result.findings.filter(({ severity }) => severity === 'problem');
  const regressed = result.verdicts.filter(({ verdict }) => verdict === 'regressed');
  const accepted = result.verdicts.filter(({ verdict }) => verdict === 'accepted');
  const warn = (title: string, verdicts: readonly MetricVerdict[]) =>
    verdicts.map((verdict) => say('warning', title, effectSentence(verdict)));
  switch (result.outcome) {
    case 'broken':
      return [
        say('error', 'Check is broken', checkHeadline(result)),
        ...problems.slice(1).map(({ seen }) => say('error', 'Check is broken', seen)),
      ];
    case 'regressed':
      return regressed.map((verdict) =>
        verdict.kind === 'advisory'
          ? say('warning', 'Advisory', effectSentence(verdict))
          : say('error', 'Regression', effectSentence(verdict)),
      );
    case 'over-budget':
      return result.findings
        .filter(({ code }) => code === 'over-budget')
        .map(({ scenario, seen }) => say('error', 'Over budget', `${scenario ?? ''}: ${seen}`));
    case 'inconclusive':
      return [say('warning', 'Check is inconclusive', checkHeadline(result))];
    case 'accepted':
    case 'improved':
    case 'unchanged':
      return [...warn('Accepted regression', accepted), ...warn('Advisory', regressed)];
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
