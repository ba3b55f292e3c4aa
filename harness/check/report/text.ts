import type { Version } from '../../../results/format.ts';
import type { Finding } from '../../analysis/finding.ts';
import type { CheckedRun } from '../verdict.ts';
import { commitText, conditionsSection } from '../../report/conditions.ts';
import { seenText, terminalFinding } from '../../report/finding-text.ts';
import { checkTitle } from './headline.ts';
import { escapeText, markdownTable } from '../../text/markdown.ts';
import type { Table } from '../../text/table.ts';
import type { Screen } from '../../text/screen.ts';
import { terminalTable, terminalText } from '../../text/terminal.ts';
import { checkTables } from './verdict-table.ts';

/** First line of a comment, by which a bot finds the one to replace. */
export const COMMENT_MARKER = '<!-- concurrency-bench check -->';

/** GitHub takes 65,536 characters; the rest is for the line that says what was left out. */
const COMMENT_CHARACTERS = 65_000;

/** What the terminal shows after a check. */
export function terminalCheck(checked: CheckedRun, screen: Screen): string {
  const { result } = checked;
  const findings = result.findings.map((finding) =>
    terminalFinding(findingText(finding), finding.severity, screen),
  );
  return [
    terminalText(checkTitle(checked), screen, 'bold'),
    ...tables(checked).map((table) => terminalTable(table, screen)),
    ...(findings.length === 0 ? [] : [findings.join('\n')]),
    ...closing(checked).map((line) => terminalText(line, screen)),
  ].join('\n\n');
}

/** The same in Markdown with the conditions, for a job summary. */
export function markdownCheck(checked: CheckedRun): string {
  return `${sections(checked).join('\n\n')}\n`;
}

/**
 * The same as a comment of a pull request. What does not fit is left out from the end, and said to
 * be; nothing in it links to people, issues or pages.
 */
export function commentText(checked: CheckedRun): string {
  const all = sections(checked).map(withoutLinks);
  let kept = all.length;
  const text = () => [COMMENT_MARKER, ...all.slice(0, kept)].join('\n\n');
  while (kept > 0 && text().length > COMMENT_CHARACTERS) kept--;
  if (kept === all.length) return `${text()}\n`;
  return `${text()}\n\nThe rest is too long for a comment; the job summary has it.\n`;
}

function sections(checked: CheckedRun): readonly string[] {
  const { result, run } = checked;
  return [
    `# ${escapeText(checkTitle(checked))}`,
    ...closing(checked).map(escapeText),
    ...findingsSection(result.findings),
    ...tables(checked).map((table) => markdownTable(table)),
    ...(run === null ? [] : [conditionsSection(run)]),
  ];
}

function tables({ run, result }: CheckedRun): readonly Table[] {
  return run === null ? [] : checkTables(result);
}

function findingsSection(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  return [findings.map((finding) => `- ${escapeText(findingText(finding))}`).join('\n')];
}

function findingText(finding: Finding): string {
  return `${seenText(finding)}. ${finding.advice}`.trim();
}

/** What was compared, whether something was injected, and how often such a check cries wolf. */
function closing({ run, result, sides }: CheckedRun): readonly string[] {
  const alarms =
    run === null
      ? ''
      : `Of checks of two equal sides at most ${percent(result.falseAlarmRate)} say "regressed".`;
  if (sides === null) return [alarms];
  const { base, head, injection } = sides;
  const compared = `Head: ${versionText(head)}. Base: ${versionText(base)}. ${alarms}`.trim();
  if (injection === null) return [compared];
  const injected = `Planted into the head: ${percent(injection.share)} more ${injection.kind}. This is a test of the check, not of the head.`;
  return [injected, compared];
}

function versionText(version: Version): string {
  return `${version.ref} (${commitText(version)})`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}

/** An empty comment within keeps GitHub from making links of names, numbers and addresses. */
function withoutLinks(markdown: string): string {
  return markdown.replaceAll(/([@#])(?=[\w-])/g, '$1<!-- -->').replaceAll('://', ':<!-- -->//');
}
