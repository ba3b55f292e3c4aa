import type { RunFile, TrialRecord } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import { ResultsFile } from './results-file.ts';

/** What a run leaves in its folder, and what therefore moves together. */
const RUN_AND_REPORT = ['run.json', 'report.md', 'report.html', 'charts'] as const;

/** The run file, written anew after each trial. */
export class RunFileWriter {
  readonly #results: ResultsFile<RunFile>;
  /** What is written, or will be with the next trial. */
  #run: RunFile;

  private constructor(results: ResultsFile<RunFile>) {
    this.#results = results;
    this.#run = results.content;
  }

  static async create(outDir: string, run: RunFile): Promise<RunFileWriter> {
    const kind = { belongings: RUN_AND_REPORT, isComplete };
    return new RunFileWriter(await ResultsFile.create(outDir, run, kind));
  }

  get path(): string {
    return this.#results.path;
  }

  get run(): RunFile {
    return this.#run;
  }

  async add(trial: TrialRecord): Promise<void> {
    this.#run = { ...this.#run, trials: [...this.#run.trials, trial] };
    await this.#results.write(this.#run);
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
    await this.#results.write(this.#run);
    return this.#run;
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
