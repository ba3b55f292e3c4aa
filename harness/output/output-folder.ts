import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { removeAbandoned } from '../../mock-server/owner.ts';
import { replaceFile } from '../../mock-server/replace-file.ts';
import { HarnessError } from '../errors.ts';
import { appendToFile, makeFolder, notWritable, removeIfEmpty } from './files.ts';
import { FolderLock } from './folder-lock.ts';
import { forgetOldRuns, keepRun, placeInHistory } from './history.ts';
import { isThere, readOwnFiles, runIn, writeOwnFiles } from './own-files.ts';

/** Results of one kind, which lie in a folder with their report and move together. */
export interface Results {
  /** Holds the measurements, and grows as they are made. */
  readonly file: string;
  /** Files of their report. */
  readonly report: readonly string[];
  /** Folder of its pictures. */
  readonly pictures: string;
}

/**
 * The folder that a command writes into, and no other process meanwhile. Only files that this
 * program wrote are replaced or moved. Each is written as a whole, or
 * added to: what was written once stays.
 */
export class OutputFolder implements Disposable {
  readonly path: string;
  readonly #lock: FolderLock;
  /** Folders that were made for it, outermost first. */
  readonly #made: readonly string[];
  readonly #own: Set<string>;

  private constructor(path: string, made: readonly string[], lock: FolderLock, own: Set<string>) {
    this.path = path;
    this.#made = made;
    this.#lock = lock;
    this.#own = own;
  }

  /** Before anything is measured, so that a folder that cannot be written fails now. Throws HarnessError. */
  static open(path: string): OutputFolder {
    let lock: FolderLock | null = null;
    try {
      const made = makeFolder(resolve(path));
      lock = new FolderLock(path);
      removeAbandoned(path);
      return new OutputFolder(path, made, lock, readOwnFiles(path));
    } catch (error) {
      lock?.[Symbol.dispose]();
      throw refusal(path, error);
    }
  }

  /**
   * To be called before results are written. Those of before that are complete move to the history, so
   * that a new run costs nothing, whatever becomes of it; incomplete ones give way. Throws HarnessError.
   */
  async begin(results: Results): Promise<void> {
    const { file, report } = results;
    try {
      const pictures = picturesIn(this.path, results);
      for (const name of [file, ...report, ...pictures]) this.#refuseForeign(name);
      const run = this.#own.has(file) ? runIn(join(this.path, file)) : null;
      if (run?.status === 'complete') await this.#keep(results, placeInHistory(run));
      else this.#removeReport(results);
    } catch (error) {
      throw refusal(this.path, error);
    }
  }

  /** Instead of `begin` where no results are written: none of before are left. Throws HarnessError. */
  async clear(results: Results): Promise<void> {
    await this.begin(results);
    if (this.#own.has(results.file)) rmSync(join(this.path, results.file), { force: true });
  }

  /** Returns the path of the file. Throws HarnessError. */
  async write(name: string, text: string): Promise<string> {
    const path = join(this.path, name);
    try {
      if (!this.#own.has(name)) {
        this.#refuseForeign(name);
        // On the list first, so that no file of ours is ever missing there.
        await writeOwnFiles(this.path, this.#own.add(name));
      }
      makeFolder(resolve(dirname(path)));
      await replaceFile(path, text);
    } catch (error) {
      throw refusal(this.path, error);
    }
    return path;
  }

  /** Adds to a file that was written here. Throws HarnessError, and may leave a part of the text behind. */
  async append(name: string, text: string): Promise<void> {
    try {
      await appendToFile(join(this.path, name), text);
    } catch (error) {
      throw refusal(this.path, error);
    }
  }

  /** Others may write now. Folders that were made for nothing go. */
  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
    for (const folder of this.#made.toReversed()) removeIfEmpty(folder);
  }

  async #keep(results: Results, place: string): Promise<void> {
    const moved = [...this.#own].filter((name) => belongsTo(results, name));
    const inPlace = readOwnFiles(join(this.path, place));
    for (const name of moved) if (!inPlace.has(name)) this.#refuseForeign(join(place, name));
    await keepRun(this.path, place, moved);
    for (const name of moved) this.#own.delete(name);
    await writeOwnFiles(this.path, this.#own);
    removeIfEmpty(join(this.path, results.pictures));
    forgetOldRuns(this.path, results.file);
  }

  /** It would stand beside a run that it does not tell of. */
  #removeReport(results: Results): void {
    for (const name of this.#own) {
      if (name !== results.file && belongsTo(results, name)) {
        rmSync(join(this.path, name), { force: true });
      }
    }
    removeIfEmpty(join(this.path, results.pictures));
  }

  #refuseForeign(name: string): void {
    const path = join(this.path, name);
    if (this.#own.has(name) || !isThere(path)) return;
    throw new HarnessError(
      'output-not-ours',
      `${path} was not written by this program and is not replaced: move it away, or name another folder with --out`,
    );
  }
}

function belongsTo({ file, report, pictures }: Results, name: string): boolean {
  return [file, ...report].includes(name) || dirname(name) === pictures;
}

/** Names of the pictures that are there, of this program or not. */
function picturesIn(folder: string, { pictures }: Results): readonly string[] {
  const names = isThere(join(folder, pictures)) ? readdirSync(join(folder, pictures)) : [];
  return names.filter((name) => name.endsWith('.svg')).map((name) => `${pictures}/${name}`);
}

/** What the system refuses is the user's to fix; anything else stays as it is. */
function refusal(folder: string, error: unknown): unknown {
  const bySystem = error instanceof Error && 'syscall' in error;
  return bySystem ? notWritable(`--out ${folder}`, error) : error;
}
