import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import type { RunFile, TrialRecord } from '../../results/format.ts';
import { parseRun, RunFileError } from '../../results/reading.ts';
import { HarnessError } from '../errors.ts';

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
      keepCompleteRun(outDir);
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

  /** Written with the next trial. Only a check confirms. */
  confirmFrom(round: number): void {
    const { comparison } = this.#run;
    if (comparison === null) throw new Error('nothing is compared');
    this.#run = { ...this.#run, comparison: { ...comparison, confirmFrom: round } };
  }

  async end(status: 'complete' | 'incomplete'): Promise<RunFile> {
    this.#run = { ...this.#run, status, endedAt: new Date().toISOString() };
    await this.#write();
    return this.#run;
  }

  async #write(): Promise<void> {
    const temporary = `${this.path}.${process.pid}.tmp`;
    try {
      await writeFlushed(temporary, `${JSON.stringify(this.#run)}\n`);
      await rename(temporary, this.path);
    } catch (error) {
      // `force` does not cover a file where a folder should be.
      if (existsSync(temporary)) rmSync(temporary);
      throw notWritable(dirname(this.path), error);
    }
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  await using file = await open(path, 'w');
  await file.writeFile(text);
  await file.sync();
}

function notWritable(outDir: string, cause: unknown): HarnessError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `--out ${outDir} cannot be written: ${reason}`;
  return new HarnessError('output-not-writable', message, { cause });
}

/**
 * A run that is complete moves to `previous` beside its folder, so that a new run that is
 * interrupted costs nothing; an incomplete one gives way.
 */
function keepCompleteRun(outDir: string): void {
  const path = join(outDir, 'run.json');
  if (!existsSync(path)) return;
  if (!isComplete(readFileSync(path, 'utf8'))) return;
  const previous = join(outDir, 'previous');
  makeFolder(previous);
  for (const file of ['run.json', 'report.md']) {
    if (existsSync(join(outDir, file))) renameSync(join(outDir, file), join(previous, file));
  }
}

/** Not mkdirSync's `recursive`: below a folder that takes none, such as /proc, it never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
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
