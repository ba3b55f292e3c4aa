import type { Arguments, FlagTable } from '../mock-server/flags.ts';
import type { RunFile } from '../results/format.ts';

/** What a command needs of the outside; tests give their own. */
export interface Io {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborted by what asks the program to end, such as Ctrl-C (interrupt.ts). */
  readonly signal: AbortSignal;
}

/** A command line, sorted, and as it was typed: to be kept with the results. */
interface Given<T extends FlagTable> extends Arguments<T> {
  readonly args: readonly string[];
}

/** One word of the command line: `run` returns an exit status (docs/errors.md). */
export interface Command<T extends FlagTable = FlagTable> {
  readonly name: string;
  readonly usage: string;
  readonly flags: T;
  /** How many words it takes beside its flags. */
  readonly mostWords: number;
  /** What --help shows below the flags. */
  helpEnd?(): Promise<string>;
  run(given: Given<T>, io: Io): Promise<number>;
}

/** One file of a report. */
export interface ReportFile {
  /** Below the folder of the report. */
  readonly path: string;
  readonly text: string;
}

/** Every file of a run's report: pictures first, then the Markdown, then the page. */
export type RenderRun = (run: RunFile) => Promise<readonly ReportFile[]>;
