import { dirname, join, resolve } from 'node:path';

import type { RunFile, TrialRecord } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import { makeFolder, notWritable, replaceFile } from '../output.ts';
import { keepPrevious } from './previous.ts';

/** What a run leaves in its folder, and what therefore moves together. */
const RUN_AND_REPORT = ['run.json', 'report.md', 'report.html', 'charts'] as const;

/**
 * The run as it grows on disk. After each trial the whole file is written anew beside the old one,
 * flushed and renamed, so that at every moment one intact file lies there.
 */
export class RunFileWriter {
  readonly path: string;
  #run: RunFile;

  private constructor(path: string, run: RunFile) {
    this.path = path;
    this.#run = run;
  }

  /** Opens the output before anything is measured: a path that cannot be written fails now. */
  static async create(outDir: string, run: RunFile): Promise<RunFileWriter> {
    const path = join(outDir, 'run.json');
    try {
      makeFolder(resolve(outDir));
      keepPrevious(outDir, RUN_AND_REPORT, isComplete);
    } catch (error) {
      throw notWritable(outDir, error);
    }
    const writer = new RunFileWriter(path, run);
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
    try {
      await replaceFile(this.path, `${JSON.stringify(this.#run)}\n`);
    } catch (error) {
      throw notWritable(dirname(this.path), error);
    }
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
