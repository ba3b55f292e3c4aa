import { randomUUID } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { annotations } from './annotations.ts';
import { checkJson } from './json.ts';
import type { CheckedRun } from '../verdict.ts';
import { commentText, markdownCheck, terminalCheck } from './text.ts';

/** What GitHub Actions offers a step. */
export interface ActionsStep {
  /** File that the job's summary is appended to; null where there is none. */
  readonly summaryPath: string | null;
  /** Whether lines on stdout that look like workflow commands are obeyed. */
  readonly obeysCommands: boolean;
}

export function actionsStep(env: NodeJS.ProcessEnv): ActionsStep {
  return {
    summaryPath: env['GITHUB_STEP_SUMMARY'] ?? null,
    obeysCommands: env['GITHUB_ACTIONS'] === 'true',
  };
}

/**
 * Everything a check puts out: `check.md` and `comment.md` beside the run file, the job's summary,
 * and tables with annotations, or the one JSON document, on stdout.
 */
export function publishCheck(
  checked: CheckedRun,
  to: {
    readonly outDir: string;
    readonly json: boolean;
    readonly step: ActionsStep;
    readonly stdout: NodeJS.WritableStream;
  },
): void {
  const markdown = markdownCheck(checked);
  writeFileSync(join(to.outDir, 'check.md'), markdown);
  writeFileSync(join(to.outDir, 'comment.md'), commentText(checked));
  if (to.step.summaryPath !== null) appendFileSync(to.step.summaryPath, `${markdown}\n`);
  to.stdout.write(`${to.json ? checkJson(checked) : screenText(checked, to.step)}\n`);
}

function screenText(checked: CheckedRun, step: ActionsStep): string {
  const text = terminalCheck(checked);
  if (!step.obeysCommands) return text;
  // Names and messages in the text might look like commands: none is obeyed until the token.
  const token = randomUUID();
  return [`::stop-commands::${token}`, text, `::${token}::`, ...annotations(checked.result)].join(
    '\n',
  );
}
