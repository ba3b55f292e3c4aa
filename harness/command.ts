import type { RunFile } from '../results/format.ts';

/** What a command needs of the outside; tests give their own. */
export interface Io {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C and TERM. */
  readonly signal: AbortSignal;
}

/** One word of the command line: its arguments in, an exit status out (docs/errors.md). */
export type Command = (args: readonly string[], io: Io) => Promise<number>;

/** One file of a report. */
export interface ReportFile {
  /** Below the folder of the report. */
  readonly path: string;
  readonly text: string;
}

/** Every file of a run's report: pictures first, then the Markdown, then the page. */
export type RenderRun = (run: RunFile) => Promise<readonly ReportFile[]>;
