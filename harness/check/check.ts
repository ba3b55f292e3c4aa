import type { Watch } from '../engine/progress.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { CheckOptions } from './options.ts';
import { checkAgainst } from './paired/check-against.ts';
import { checkStored } from './stored/check-stored.ts';
import type { CheckedRun } from './verdict.ts';

/**
 * The working tree against a commit, or against stored runs where none is named. Throws HarnessError.
 */
export function check(
  options: CheckOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<CheckedRun> {
  const { against: ref } = options;
  return ref === null
    ? checkStored(options, output, watch)
    : checkAgainst(ref, options, output, watch);
}
