import type { Shown } from '../../harness/report/terminal-report.ts';
import { PIPE } from '../../harness/text/screen.ts';

/** A run in a pipe, with every table. */
export const VERBOSE: Shown = { screen: PIPE, verbose: true, page: null };
