import { dirname, join, resolve } from 'node:path';

import { makeFolder, notWritable, replaceFile } from '../files.ts';
import { keepPrevious } from './previous.ts';

/**
 * Results as they grow on disk. After each change the whole file is written anew beside the old one,
 * flushed and renamed, so that at every moment one intact file lies there.
 */
export class ResultsFile<T> {
  readonly path: string;
  #content: T;

  private constructor(path: string, content: T) {
    this.path = path;
    this.#content = content;
  }

  /** Opens the output before anything is measured: a path that cannot be written fails now. */
  static async create<T>(
    outDir: string,
    content: T,
    kind: {
      /** As of `keepPrevious`. */
      readonly belongings: readonly [string, ...string[]];
      readonly isComplete: (text: string) => boolean;
    },
  ): Promise<ResultsFile<T>> {
    try {
      makeFolder(resolve(outDir));
      keepPrevious(outDir, kind.belongings, kind.isComplete);
    } catch (error) {
      throw notWritable(`--out ${outDir}`, error);
    }
    const file = new ResultsFile(join(outDir, kind.belongings[0]), content);
    await file.write(content);
    return file;
  }

  get content(): T {
    return this.#content;
  }

  async write(content: T): Promise<void> {
    this.#content = content;
    try {
      await replaceFile(this.path, `${JSON.stringify(content)}\n`);
    } catch (error) {
      throw notWritable(`--out ${dirname(this.path)}`, error);
    }
  }
}
