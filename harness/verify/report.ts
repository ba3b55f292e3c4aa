import { originalStack, userStack } from '../bundle/original-stack.ts';
import { printableJson } from '../text/printable.ts';
import type { StepResult } from './step.ts';
import type { Verified } from './verification.ts';

const INDENT = ' '.repeat(8);
/** Begins an error, as Node prints it. */
const ERROR = /^[\w$]*(Error|Exception)\b/;
/** Of an error that is shown. */
const MOST_LINES = 12;

export function headText({ kind, name, shown }: Verified): string {
  return `${kind} ${name} (${shown})\n\n`;
}

/** A line per step that was tried, and below one that failed the problem and the error behind it. */
export function resultText({ does, status, problem, stderr }: StepResult): string {
  if (status === 'skipped') return '';
  const label = status === 'ok' ? 'ok' : 'FAILED';
  const details = problem === null ? [] : [...problem.split('\n'), ...errorLines(stderr, problem)];
  const lines = details.map((line) => `${INDENT}${line}\n`);
  return `${label.padEnd(INDENT.length)}${does}\n${lines.join('')}`;
}

export function endText(results: readonly StepResult[]): string {
  const count = (status: StepResult['status']) =>
    results.filter((result) => result.status === status).length;
  const skipped = count('skipped');
  const rest = skipped === 0 ? '' : `, ${skipped} not tried`;
  return `\n${count('ok')} of ${results.length} ok${rest}\n`;
}

export function jsonText({ kind, name, shown }: Verified, results: readonly StepResult[]): string {
  const cases = results.map((result) => ({ ...result, stderr: originalStack(result.stderr) }));
  return `${printableJson({ kind, name, file: shown, ok: isOk(results), cases })}\n`;
}

export function isOk(results: readonly StepResult[]): boolean {
  return results.every(({ status }) => status === 'ok');
}

/** Of what Node prints of an uncaught error the error itself, as far as the problem does not say it. */
function errorLines(stderr: string, problem: string): readonly string[] {
  const lines = userStack(stderr)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('Node.js v'));
  const error = lines.findIndex((line) => ERROR.test(line));
  return lines
    .slice(Math.max(0, error))
    .filter((line) => !problem.endsWith(line))
    .slice(0, MOST_LINES);
}
