import type { Ending, RunFile } from '../../results/format.ts';
import { journalLine, type Measured } from '../../results/journal.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';
import { type Asked, type Recall, recallOf } from './recall.ts';

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
  /** What the file holds already, of a run that was resumed. */
  readonly #recall: Recall;
  #run: RunFile;

  private constructor(output: OutputFolder, name: string, run: RunFile, recall: Recall) {
    this.#output = output;
    this.#name = name;
    this.#run = run;
    this.#recall = recall;
  }

  /** `run` may have records, of before it was interrupted: its scheduler begins again all the same. */
  static async create(
    output: OutputFolder,
    results: Results,
    run: RunFile,
  ): Promise<RunFileWriter> {
    await output.begin(results);
    await output.write(results.file, lineOf(run));
    const begun = { ...run, trials: [], launches: [], capacities: [] };
    return new RunFileWriter(output, results.file, begun, recallOf(run));
  }

  /** As far as its scheduler has come. */
  get run(): RunFile {
    return this.#run;
  }

  /** Whether this was measured before the run was interrupted; it is part of the run again then. Throws HarnessError. */
  recall(asked: Asked): boolean {
    const what = this.#recall.next(asked);
    if (what != null) this.#run = grown(this.#run, what);
    return what !== undefined;
  }

  async add(what: Measured): Promise<void> {
    this.#run = grown(this.#run, what);
    await this.#output.append(this.#name, journalLine(what));
  }

  async end(status: 'complete' | 'incomplete', ending: Ending | null = null): Promise<RunFile> {
    // Nothing is lost where the run ends before all of it was asked for again.
    const run = this.#recall.rest().reduce(grown, this.#run);
    this.#run = { ...run, status, ending, endedAt: new Date().toISOString() };
    await this.#output.write(this.#name, lineOf(this.#run));
    return this.#run;
  }
}

function lineOf(run: RunFile): string {
  return `${JSON.stringify(run)}\n`;
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
