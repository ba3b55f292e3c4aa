import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';

import type { ReportFile } from '../../command.ts';
import type { OutputFolder } from '../../output/output-folder.ts';
import { annotations } from './annotations.ts';
import { checkJson } from './json.ts';
import type { CheckedRun } from '../verdict.ts';
import type { Screen } from '../../text/screen.ts';
import { commentText, markdownCheck, terminalCheck } from './text.ts';

/** What GitHub Actions offers a step. */
export interface ActionsStep {
  /** File that the job's summary is appended to; null where there is none. */
  readonly summaryPath: string | null;
  /** Whether lines on stdout that look like workflow commands are obeyed. */
  readonly obeysCommands: boolean;
}

export function actionsStep(env: NodeJS.ProcessEnv): ActionsStep {
  const summaryPath = env['GITHUB_STEP_SUMMARY'] ?? '';
  return {
    summaryPath: summaryPath === '' ? null : summaryPath,
    obeysCommands: env['GITHUB_ACTIONS'] === 'true',
  };
}

/**
 * Everything a check puts out: tables with annotations, or the one JSON document, on stdout; then
 * `check.md` and `comment.md` beside the run file, and the job's summary. A file that cannot be
 * written is a warning: the verdict stands.
 */
export async function publishCheck(
  checked: CheckedRun,
  to: {
    readonly output: OutputFolder;
    readonly json: boolean;
    readonly step: ActionsStep;
    readonly stdout: NodeJS.WritableStream;
    readonly screen: Screen;
    readonly stderr: NodeJS.WritableStream;
  },
): Promise<void> {
  const { output, step } = to;
  to.stdout.write(`${to.json ? checkJson(checked) : screenText(checked, to)}\n`);
  const attempt = async (what: string, write: () => Promise<unknown>) => {
    try {
      await write();
    } catch (error) {
      const reason = (error as Error).message;
      to.stderr.write(`concurrency-bench: ${what} cannot be written: ${reason}\n`);
    }
  };
  for (const { path, text } of checkFiles(checked)) {
    await attempt(path, () => output.write(path, text));
  }
  const { summaryPath } = step;
  if (summaryPath === null) return;
  await attempt('GITHUB_STEP_SUMMARY', () =>
    appendFile(summaryPath, `${markdownCheck(checked)}\n`),
  );
}

/** The reports that lie beside the run file. */
export function checkFiles(checked: CheckedRun): readonly ReportFile[] {
  return [
    { path: 'check.md', text: markdownCheck(checked) },
    { path: 'comment.md', text: commentText(checked) },
  ];
}

function screenText(
  checked: CheckedRun,
  { step, screen }: { readonly step: ActionsStep; readonly screen: Screen },
): string {
  const text = terminalCheck(checked, screen);
  if (!step.obeysCommands) return text;
  // Names and messages in the text might look like commands: none is obeyed until the token.
  const token = randomUUID();
  return [
    `::stop-commands::${token}`,
    text,
    `::${token}::`,
    ...annotations(checked.result, checked.file),
  ].join('\n');
}
