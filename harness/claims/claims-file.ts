import { dirname, join, resolve } from 'node:path';

import type { ClaimsFile, Observation } from '../../results/claims-format.ts';
import { ClaimsFileError, parseClaims } from '../../results/claims-reading.ts';
import { makeFolder, notWritable, replaceFile } from '../output.ts';
import { keepPrevious } from '../run/previous.ts';

/** What claims leave in their folder, and what therefore moves together. */
export const CLAIMS_FILE = 'claims.json';
const BELONGINGS = [CLAIMS_FILE, 'claims.md', 'claims.html', 'claims-charts'] as const;

/** The file of claims as it grows on disk, replaced as a whole after each observation. */
export class ClaimsFileWriter {
  readonly path: string;
  #file: ClaimsFile;

  private constructor(path: string, file: ClaimsFile) {
    this.path = path;
    this.#file = file;
  }

  /** Opens the output before anything is measured: a path that cannot be written fails now. */
  static async create(outDir: string, file: ClaimsFile): Promise<ClaimsFileWriter> {
    try {
      makeFolder(resolve(outDir));
      keepPrevious(outDir, BELONGINGS, isComplete);
    } catch (error) {
      throw notWritable(outDir, error);
    }
    const writer = new ClaimsFileWriter(join(outDir, CLAIMS_FILE), file);
    await writer.#write();
    return writer;
  }

  get file(): ClaimsFile {
    return this.#file;
  }

  async add(observation: Observation): Promise<void> {
    this.#file = { ...this.#file, observations: [...this.#file.observations, observation] };
    await this.#write();
  }

  async end(status: 'complete' | 'incomplete'): Promise<ClaimsFile> {
    this.#file = { ...this.#file, status, endedAt: new Date().toISOString() };
    await this.#write();
    return this.#file;
  }

  async #write(): Promise<void> {
    try {
      await replaceFile(this.path, `${JSON.stringify(this.#file)}\n`);
    } catch (error) {
      throw notWritable(dirname(this.path), error);
    }
  }
}

/** A file that cannot be read is not worth keeping. */
function isComplete(text: string): boolean {
  try {
    return parseClaims(text).status === 'complete';
  } catch (error) {
    if (error instanceof ClaimsFileError) return false;
    throw error;
  }
}
