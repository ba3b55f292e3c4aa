import type { Ending, RunFile } from '../../results/format.ts';
import { journalLine, type Measured } from '../../results/journal.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';

/** A run with its report, as they lie in a folder. */
export const RUN_FILES: Results = {
  file: 'run.json',
  report: ['report.md', 'report.html'],
  pictures: 'charts',
};

/**
 * The run file: a journal while the run goes on, to which each trial and each launch is added, and in the end one
 * whole run (results/journal.ts).
 */
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

  async add(what: Measured): Promise<void> {
    this.#run = grown(this.#run, what);
    await this.#output.append(this.#name, journalLine(what));
  }

  async end(status: 'complete' | 'incomplete', ending: Ending | null = null): Promise<RunFile> {
    this.#run = { ...this.#run, status, ending, endedAt: new Date().toISOString() };
    await this.#write();
    return this.#run;
  }

  async #write(): Promise<void> {
    await this.#output.write(this.#name, `${JSON.stringify(this.#run)}\n`);
  }
}

/** The run with what was measured last. */
export function grown(run: RunFile, what: Measured): RunFile {
  switch (what.kind) {
    case 'trial':
      return { ...run, trials: [...run.trials, what.trial] };
    case 'launch':
      return { ...run, launches: [...run.launches, what.launch] };
    case 'capacity':
      return { ...run, capacities: [...run.capacities, what.capacity] };
  }
}
