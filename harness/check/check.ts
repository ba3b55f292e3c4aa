import type { Watch } from '../engine/progress.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import type { CheckOptions } from './options.ts';
import { checkAgainst } from './paired/check-against.ts';
import { checkStored } from './stored/check-stored.ts';
import { storedVersion } from './stored/stored-version.ts';
import type { CheckedRun } from './verdict.ts';

/**
 * The working tree against a commit, that of a stored run or one that is named, or else against the
 * figures of stored runs. Throws HarnessError.
 */
export async function check(
  options: CheckOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<CheckedRun> {
  const { against: ref, againstStored, exactRef: exact } = options;
  if (againstStored) return checkAgainst(await storedVersion(options), options, output, watch);
  if (ref === null) return checkStored(options, output, watch);
  return checkAgainst({ ref, name: ref, exact }, options, output, watch);
}
