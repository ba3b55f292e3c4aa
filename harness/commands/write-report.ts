import { dirname, join, resolve } from 'node:path';

import type { Summary } from '../analysis/summary.ts';
import { makeFolder, notWritable, replaceFile } from '../output.ts';
import { reportFiles } from '../report/files.ts';

/** Paths of what a person reads. */
export interface WrittenReport {
  readonly page: string;
  readonly markdown: string;
}

/** Makes every file of the report and writes them into a folder, each as a whole. */
export async function writeReport(summary: Summary, outDir: string): Promise<WrittenReport> {
  const files = await reportFiles(summary);
  try {
    for (const { path, text } of files) {
      const target = join(outDir, path);
      makeFolder(resolve(dirname(target)));
      await replaceFile(target, text);
    }
  } catch (error) {
    throw notWritable(outDir, error);
  }
  return { page: join(outDir, 'report.html'), markdown: join(outDir, 'report.md') };
}
