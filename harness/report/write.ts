import type { Summary } from '../analysis/summary.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { ReportFile } from '../command.ts';
import { reportFiles } from './files.ts';

/** Paths of what a person reads. */
export interface WrittenReport {
  readonly page: string;
  readonly markdown: string;
}

/** Makes every file of the report and writes them into a folder. */
export async function writeReport(summary: Summary, output: OutputFolder): Promise<WrittenReport> {
  const [page = '', markdown = ''] = (
    await writeFiles(await reportFiles(summary), output)
  ).toReversed();
  return { page, markdown };
}

/** Each as a whole; their paths. */
export async function writeFiles(
  files: readonly ReportFile[],
  output: OutputFolder,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { path, text } of files) paths.push(await output.write(path, text));
  return paths;
}
