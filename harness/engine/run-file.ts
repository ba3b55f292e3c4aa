import type { Capacity, Launch, RunFile, TrialRecord } from '../../results/format.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';

/** A run with its report, as they lie in a folder. */
export const RUN_FILES: Results = {
  file: 'run.json',
  report: ['report.md', 'report.html'],
  pictures: 'charts',
};

/** The run file, written anew after each trial and each launch. */
export class RunFileWriter {
  readonly #output: OutputFolder;
  readonly #name: string;
  #run: RunFile;

  private constructor(output: OutputFolder, name: string, run: RunFile) {
    this.#output = output;
    this.#name = name;
    this.#run = run;
  }

  static async create(
    output: OutputFolder,
    results: Results,
    run: RunFile,
  ): Promise<RunFileWriter> {
    await output.begin(results);
    const writer = new RunFileWriter(output, results.file, run);
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

  async addLaunch(launch: Launch): Promise<void> {
    this.#run = { ...this.#run, launches: [...this.#run.launches, launch] };
    await this.#write();
  }

  async addCapacity(capacity: Capacity): Promise<void> {
    this.#run = { ...this.#run, capacities: [...this.#run.capacities, capacity] };
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
