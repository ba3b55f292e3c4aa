import { readArguments } from '../flags.ts';

/** Everything `report` was asked for. */
export interface ReportOptions {
  /** A run file, or the folder of one. */
  readonly run: string;
  /** Null for the folder of the run. */
  readonly outDir: string | null;
  readonly open: boolean;
}

export const REPORT_FLAGS = {
  out: { type: 'string', value: 'DIR', help: 'where the report goes (default: beside the run)' },
  open: { type: 'boolean', help: 'show the page in the browser' },
  help: { type: 'boolean', help: 'show this and end' },
} as const;

/** Resolves the arguments of `report`; `help` where it is asked for. Throws HarnessError. */
export function reportOptions(args: readonly string[]): ReportOptions | 'help' {
  const { flags, words } = readArguments(REPORT_FLAGS, args, 1);
  if (flags.help === true) return 'help';
  return {
    run: words[0] ?? 'results/latest',
    outDir: flags.out ?? null,
    open: flags.open === true,
  };
}
