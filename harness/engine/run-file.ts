import type { RunFile, TrialRecord } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';

/** A run with its report, as they lie in a folder. */
const RUN: Results = {
  file: 'run.json',
  report: ['report.md', 'report.html'],
  pictures: 'charts',
  isComplete,
};

/** The run file, written anew after each trial. */
export class RunFileWriter {
  readonly #output: OutputFolder;
  /** What is written, or will be with the next trial. */
  #run: RunFile;

  private constructor(output: OutputFolder, run: RunFile) {
    this.#output = output;
    this.#run = run;
  }

  static async create(output: OutputFolder, run: RunFile): Promise<RunFileWriter> {
    await output.begin(RUN);
    const writer = new RunFileWriter(output, run);
    await writer.#write();
    return writer;
  }

  get run(): RunFile {
    return this.#run;
  }

  async add(trial: TrialRecord): Promise<void> {
    this.#run = { ...this.#run, trials: [...this.#run.trials, trial] };
    await this.#write();
  }

  /** Written with the next trial. Only a check confirms, and from its first such round on. */
  confirmFrom(round: number): void {
    const { comparison } = this.#run;
    if (comparison === null) throw new Error('nothing is compared');
    if (comparison.confirmFrom !== null) return;
    this.#run = { ...this.#run, comparison: { ...comparison, confirmFrom: round } };
  }

  async end(status: 'complete' | 'incomplete'): Promise<RunFile> {
    this.#run = { ...this.#run, status, endedAt: new Date().toISOString() };
    await this.#write();
    return this.#run;
  }

  async #write(): Promise<void> {
    await this.#output.write(RUN.file, `${JSON.stringify(this.#run)}\n`);
  }
}

/** A file that cannot be read is no run worth keeping. */
function isComplete(text: string): boolean {
  try {
    return parseRun(text).status === 'complete';
  } catch (error) {
    if (error instanceof RunFileError) return false;
    throw error;
  }
}
