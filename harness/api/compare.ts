import { resolve } from 'node:path';

import type { RunFile } from '../../results/format.ts';
import { compare as runCompare } from '../compare/compare.ts';
import { type GivenCompare, resolveCompare } from '../compare/options.ts';
import { commandWords } from '../engine/command-words.ts';
import { projectOf } from '../project.ts';
import { type CompareDocument, compareDocument } from '../report/json.ts';
import { watchFor, type Watching } from './progress.ts';

export type { CompareDocument } from '../report/json.ts';

/** What is to be compared; the defaults are those of the command. Paths are relative to the working folder. */
export interface CompareRequest extends Omit<GivenCompare, 'command'>, Watching {
  /** Where the run and its report go. */
  readonly outDir?: string | undefined;
}

export interface CompareResult {
  /** Every measurement: the content of the run file. */
  readonly run: RunFile;
  /** What follows from it: intervals, ranks and findings. The document of `compare --json`. */
  readonly summary: CompareDocument;
  /** Absolute paths of the report: charts, report.md and report.html. */
  readonly files: readonly string[];
}

export async function compare(request: CompareRequest): Promise<CompareResult> {
  const { signal, onProgress, outDir, ...given } = request;
  signal?.throwIfAborted();
  const { rounds, launches, quick, budgets, runtimes, pythons } = given;
  const { faults, retries, requestTimeoutMs } = given;
  const command = commandWords(given, {
    ...{ rounds, launches, quick, budget: budgets },
    ...{ runtimes: runtimes?.join(','), python: pythons },
    ...{ faults, retries, 'request-timeout': requestTimeoutMs },
  });
  const options = resolveCompare({ ...given, command });
  const folder = outDir ?? projectOf(process.cwd()).outDir('compare');
  const watch = watchFor({ signal, onProgress });
  const { summary, files } = await runCompare(options, folder, watch);
  signal?.throwIfAborted();
  return {
    run: summary.run,
    summary: compareDocument(summary),
    files: files.map((path) => resolve(path)),
  };
}
