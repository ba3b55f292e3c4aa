import { closeSync, openSync, writeFileSync } from 'node:fs';

import type { Summary } from '../analysis/summary.ts';
import { notWritable } from '../output/files.ts';
import { HarnessError } from '../errors.ts';
import { csvReport } from './csv.ts';
import { terminalMarkdown } from './terminal-report.ts';

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

export type ExportFlags = Readonly<Partial<Record<ExportFlag, string>>>;

interface Asked {
  readonly flag: ExportFlag;
  readonly path: string;
}

const RENDERERS: Readonly<Record<ExportFlag, (summaries: readonly Summary[]) => string>> = {
  'export-markdown': terminalMarkdown,
  'export-csv': csvReport,
};

/**
 * Opens the files that were asked for, before anything is measured. What it returns writes all that was
 * measured by then. Both throw HarnessError.
 */
export function openExports(flags: ExportFlags): (summaries: readonly Summary[]) => void {
  const asked = askedFor(flags);
  for (const one of asked)
    attempt(one, () => {
      closeSync(openSync(one.path, 'a'));
    });
  return (summaries) => {
    for (const one of asked) {
      const text = RENDERERS[one.flag](summaries);
      attempt(one, () => {
        writeFileSync(one.path, text);
      });
    }
  };
}

/** For a run without models that are compared. Throws HarnessError. */
export function refuseExports(flags: ExportFlags, runPath: string): void {
  for (const { flag } of askedFor(flags)) {
    const message = `--${flag} needs a run of compare, and ${runPath} tests claims: leave the flag out`;
    throw new HarnessError('flag-conflict', message);
  }
}

function askedFor(flags: ExportFlags): readonly Asked[] {
  return (Object.keys(RENDERERS) as ExportFlag[]).flatMap((flag) => {
    const path = flags[flag];
    return path === undefined ? [] : [{ flag, path }];
  });
}

function attempt({ flag, path }: Asked, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw notWritable(`--${flag} ${path}`, error);
  }
}
