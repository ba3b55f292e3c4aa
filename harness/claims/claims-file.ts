import type { ClaimsFile, Observation } from '../../results/claims-format.ts';
import { ClaimsFileError, parseClaims } from '../../results/claims-reading.ts';
import { ResultsFile } from '../engine/results-file.ts';

/** What claims leave in their folder, and what therefore moves together. */
export const CLAIMS_FILE = 'claims.json';
const BELONGINGS = [CLAIMS_FILE, 'claims.md', 'claims.html', 'claims-charts'] as const;

/** The file of claims, written anew after each observation. */
export class ClaimsFileWriter {
  readonly #results: ResultsFile<ClaimsFile>;

  private constructor(results: ResultsFile<ClaimsFile>) {
    this.#results = results;
  }

  static async create(outDir: string, file: ClaimsFile): Promise<ClaimsFileWriter> {
    const kind = { belongings: BELONGINGS, isComplete };
    return new ClaimsFileWriter(await ResultsFile.create(outDir, file, kind));
  }

  get file(): ClaimsFile {
    return this.#results.content;
  }

  async add(observation: Observation): Promise<void> {
    const observations = [...this.file.observations, observation];
    await this.#results.write({ ...this.file, observations });
  }

  async end(status: 'complete' | 'incomplete'): Promise<ClaimsFile> {
    await this.#results.write({ ...this.file, status, endedAt: new Date().toISOString() });
    return this.file;
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
