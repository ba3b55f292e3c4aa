import type { Summary } from '../analysis/summary.ts';
import { markdownReport } from './report.ts';

export interface ReportFile {
  /** Below the folder of the report. */
  readonly path: string;
  readonly text: string;
}

/** Every file of a report; the same run gives the same bytes. */
export function reportFiles(summary: Summary): Promise<readonly ReportFile[]> {
  return Promise.resolve([{ path: 'report.md', text: markdownReport(summary) }]);
}
