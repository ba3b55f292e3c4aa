import { dirname, join, resolve } from 'node:path';

import type { Summary } from '../analysis/summary.ts';
import { makeFolder, notWritable, replaceFile } from '../files.ts';
import { type ReportFile, reportFiles } from './files.ts';

/** Paths of what a person reads. */
export interface WrittenReport {
  readonly page: string;
  readonly markdown: string;
}

/** Makes every file of the report and writes them into a folder. */
export async function writeReport(summary: Summary, outDir: string): Promise<WrittenReport> {
  await writeFiles(await reportFiles(summary), outDir);
  return { page: join(outDir, 'report.html'), markdown: join(outDir, 'report.md') };
}

/** Each as a whole; their paths. */
export async function writeFiles(
  files: readonly ReportFile[],
  outDir: string,
): Promise<readonly string[]> {
  try {
    for (const { path, text } of files) {
      const target = join(outDir, path);
      makeFolder(resolve(dirname(target)));
      await replaceFile(target, text);
    }
  } catch (error) {
    throw notWritable(`--out ${outDir}`, error);
  }
  return files.map(({ path }) => join(outDir, path));
}
