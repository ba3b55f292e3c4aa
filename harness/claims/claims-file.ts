import type { ClaimsFile, Observation } from '../../results/claims-format.ts';
import { ClaimsFileError, parseClaims } from '../../results/claims-reading.ts';
import type { OutputFolder, Results } from '../output/output-folder.ts';

export const CLAIMS_FILE = 'claims.json';

/** Answers to claims with their report, as they lie in a folder. */
const CLAIMS: Results = {
  file: CLAIMS_FILE,
  report: ['claims.md', 'claims.html'],
  pictures: 'claims-charts',
  isComplete,
};

/** The file of claims, written anew after each observation. */
export class ClaimsFileWriter {
  readonly #output: OutputFolder;
  #file: ClaimsFile;

  private constructor(output: OutputFolder, file: ClaimsFile) {
    this.#output = output;
    this.#file = file;
  }

  static async create(output: OutputFolder, file: ClaimsFile): Promise<ClaimsFileWriter> {
    await output.begin(CLAIMS);
    const writer = new ClaimsFileWriter(output, file);
    await writer.#write(file);
    return writer;
  }

  get file(): ClaimsFile {
    return this.#file;
  }

  async add(observation: Observation): Promise<void> {
    const observations = [...this.file.observations, observation];
    await this.#write({ ...this.file, observations });
  }

  async end(status: 'complete' | 'incomplete'): Promise<ClaimsFile> {
    await this.#write({ ...this.file, status, endedAt: new Date().toISOString() });
    return this.file;
  }

  async #write(file: ClaimsFile): Promise<void> {
    this.#file = file;
    await this.#output.write(CLAIMS_FILE, `${JSON.stringify(file)}\n`);
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
