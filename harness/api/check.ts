import { resolve } from 'node:path';

import type { RunFile } from '../../results/format.ts';
import { check as runCheck } from '../check/check.ts';
import { type GivenCheck, resolveCheck } from '../check/options.ts';
import { type CheckDocument, checkDocument } from '../check/report/json.ts';
import { checkFiles } from '../check/report/publishing.ts';
import { commandWords } from '../engine/command-words.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { projectOf } from '../project.ts';
import { writeFiles } from '../report/files.ts';
import { watchFor, type Watching } from './progress.ts';

export type { CheckDocument } from '../check/report/json.ts';

/** What is to be checked; the defaults are those of the command. Paths are relative to the working folder. */
export interface CheckRequest extends Omit<GivenCheck, 'command' | 'configured'>, Watching {
  /** Where the run and its report go. */
  readonly outDir?: string | undefined;
}

export interface CheckOutcome {
  /** Every measurement: the content of the run file. Null where both sides are the same. */
  readonly run: RunFile | null;
  /** Outcome, verdicts and findings: the document of `check --json`. */
  readonly summary: CheckDocument;
  /** Absolute paths of check.md and comment.md. */
  readonly files: readonly string[];
}

export async function check(request: CheckRequest): Promise<CheckOutcome> {
  const { signal, onProgress, outDir, ...given } = request;
  signal?.throwIfAborted();
  const options = resolveCheck({ ...given, command: commandWords(given, ownFlags(given)) });
  using output = OutputFolder.open(outDir ?? projectOf(process.cwd()).outDir('check'));
  const checked = await runCheck(options, output, watchFor({ signal, onProgress }));
  signal?.throwIfAborted();
  const files = await writeFiles(checkFiles(checked), output);
  return {
    run: checked.run,
    summary: checkDocument(checked),
    files: files.map((path) => resolve(path)),
  };
}

function ownFlags({
  against,
  exactRef,
  allowRemoved,
  measure,
  whole,
  build,
  thorough,
  budgets,
  rounds,
  ...given
}: GivenCheck) {
  const { againstStored, maxTimeMs, baselineDir: baselines, maxAgeDays } = given;
  const maxTime = maxTimeMs === undefined ? undefined : `${maxTimeMs / 1000}s`;
  return {
    ...{
      against,
      'exact-ref': exactRef,
      'allow-removed': allowRemoved,
      'against-stored': againstStored,
      measure,
      whole,
      build,
      thorough,
      budget: budgets,
      rounds,
    },
    ...{ 'max-time': maxTime, baselines, 'max-age': maxAgeDays },
  };
}
