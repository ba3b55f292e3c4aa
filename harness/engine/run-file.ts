import type { RunFile, TrialRecord } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';

/** Names of a run and its report in a folder; what has them moves together. */
export type RunFiles = Omit<Results, 'isComplete'>;

export const RUN_FILES: RunFiles = {
  file: 'run.json',
  report: ['report.md', 'report.html'],
  pictures: 'charts',
};

/** The run file, written anew after each trial. */
export class RunFileWriter {
  readonly #output: OutputFolder;
  readonly #name: string;
  /** What is written, or will be with the next trial. */
  #run: RunFile;

  private constructor(output: OutputFolder, name: string, run: RunFile) {
    this.#output = output;
    this.#name = name;
    this.#run = run;
  }

  static async create(output: OutputFolder, run: RunFile, files: RunFiles): Promise<RunFileWriter> {
    await output.begin({ ...files, isComplete });
    const writer = new RunFileWriter(output, files.file, run);
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

  async end(status: 'complete' | 'incomplete'): Promise<RunFile> {
    this.#run = { ...this.#run, status, endedAt: new Date().toISOString() };
    await this.#write();
    return this.#run;
  }

  async #write(): Promise<void> {
    await this.#output.write(this.#name, `${JSON.stringify(this.#run)}\n`);
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
