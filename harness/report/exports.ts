import { closeSync, openSync, writeFileSync } from 'node:fs';

import type { Summary } from '../analysis/summary.ts';
import { notWritable } from '../output/files.ts';
import { csvReport } from './csv.ts';
import { shortMarkdown } from './terminal-report.ts';

export const EXPORT_FLAGS = {
  'export-markdown': {
    type: 'string',
    value: 'FILE',
    help: 'also write the table and the answer to FILE, as Markdown',
  },
  'export-csv': {
    type: 'string',
    value: 'FILE',
    help: 'also write the figures of each model to FILE, as CSV',
  },
} as const;

type ExportFlag = keyof typeof EXPORT_FLAGS;

const RENDERERS: Readonly<Record<ExportFlag, (summaries: readonly Summary[]) => string>> = {
  'export-markdown': shortMarkdown,
  'export-csv': csvReport,
};

/**
 * Opens the files that were asked for, before anything is measured. What it returns writes all that was
 * measured by then. Both throw HarnessError.
 */
export function openExports(
  flags: Readonly<Partial<Record<ExportFlag, string>>>,
): (summaries: readonly Summary[]) => void {
  const asked = (Object.keys(RENDERERS) as ExportFlag[]).flatMap((flag) => {
    const path = flags[flag];
    return path === undefined ? [] : [{ flag, path }];
  });
  for (const { flag, path } of asked) attempt(flag, path, () => closeSync(openSync(path, 'a')));
  return (summaries) => {
    for (const { flag, path } of asked) {
      const text = RENDERERS[flag](summaries);
      attempt(flag, path, () => writeFileSync(path, text));
    }
  };
}

function attempt(flag: ExportFlag, path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw notWritable(`--${flag} ${path}`, error);
  }
}
