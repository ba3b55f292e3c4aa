import { originalStack } from '../bundle/original-stack.ts';
import type { StepResult } from './step.ts';
import type { Verified } from './verification.ts';

const INDENT = ' '.repeat(8);

export function headText({ kind, name, shown }: Verified): string {
  return `${kind} ${name} (${shown})\n\n`;
}

/** A line per step that was tried, and below one that failed the problem and the end of its stderr. */
export function resultText({ does, status, problem, stderr }: StepResult): string {
  if (status === 'skipped') return '';
  const details = problem === null ? [] : [problem, originalStack(stderr).trim()];
  const lines = details.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  const label = status === 'ok' ? 'ok' : 'FAILED';
  return `${label.padEnd(INDENT.length)}${does}\n${lines.map((line) => `${INDENT}${line}\n`).join('')}`;
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
  return `${JSON.stringify({ kind, name, file: shown, ok: isOk(results), cases }, null, 2)}\n`;
}

export function isOk(results: readonly StepResult[]): boolean {
  return results.every(({ status }) => status === 'ok');
}
